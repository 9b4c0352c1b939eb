import { expect, test } from "vitest";
import { generate } from "../../generator/generate.js";
import { validateDocument } from "../../generator/read/readDocument.js";
import { library } from "../cli/library.js";

/** More than there is room for on the stack, had they to be arguments of one call. */
const values = Array.from({ length: 200_000 }, (_, index) => `V${index}`);

test.each([
  ["with descriptions", values.map((value) => `About ${value}.`)],
  ["without", undefined],
])("an enum of 200,000 values, %s", async (_, enumDescriptions) => {
  const document = library({
    schemas: {
      Book: {
        id: "Book",
        type: "object",
        properties: {
          kind: { type: "string", enum: values, enumDescriptions },
        },
      },
      ListBooksResponse: { id: "ListBooksResponse", type: "object" },
    },
  });
  const read = await validateDocument(document, "many.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const files = await generate(read.document);
  expect(files.get("library-v1/schemas.ts")).toContain('"V199999"');
});
