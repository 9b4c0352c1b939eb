/** Looks into a generated client's types, with the compiler's eyes. */
import {
  type MethodDeclaration,
  Project,
  type Symbol,
  SyntaxKind,
  type Type,
} from "ts-morph";
import type { Shape } from "./referencePage.js";

export interface ClientArgument {
  /** One of `string`, `number`, `boolean`, `object`. */
  readonly type: string;
  readonly isRequired: boolean;
  /** The values of a closed set; empty for others. */
  readonly allowed: readonly string[];
  readonly shape: Shape;
  /** The doc comment. */
  readonly doc: string;
}

/** A class of a generated client. */
export interface ClientResource {
  readonly methods: readonly string[];
  /** The properties of a method's first parameter. */
  arguments(method: string): ReadonlyMap<string, ClientArgument>;
  /** What a method answers in the end; null unless it makes a request. */
  returns(method: string): Shape | null;
  /** The parameters of a method, as they are declared, and its result. */
  signature(method: string): {
    readonly parameters: readonly {
      readonly name: string;
      readonly isOptional: boolean;
      readonly type: string;
    }[];
    readonly result: string;
  };
}

/**
 * @param folder an output folder
 * @param file the resource's file in it, such as `genomics-v1/resources/operations.ts`
 */
export function readResource(folder: string, file: string): ClientResource {
  const project = new Project({
    compilerOptions: {
      strict: true,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
      types: [],
    },
  });
  const source = project.addSourceFileAtPath(`${folder}/${file}`);
  project.resolveSourceFileDependencies();
  const [resource] = source.getClasses();
  if (!resource) throw new Error(`${file} has no class`);

  const typeOf = (symbol: Symbol): Type => symbol.getTypeAtLocation(resource);
  const method = (name: string): MethodDeclaration =>
    resource.getInstanceMethodOrThrow(name);

  /** What a type is to whoever reads a value of it. */
  const shapeOf = (given: Type): Shape => {
    // First of all: without null, unknown is an empty object.
    if (given.isUnknown()) return { kind: "anything" };
    const type = given.getNonNullableType();
    if (type.isBoolean()) return { kind: "boolean" };
    if (type.isNumber()) return { kind: "number" };
    const isText = (one: Type): boolean =>
      one.isString() || one.isStringLiteral();
    if (isText(type) || (type.isUnion() && type.getUnionTypes().every(isText)))
      return { kind: "string" };
    if (type.isArray())
      return { kind: "list", of: shapeOf(type.getArrayElementTypeOrThrow()) };
    const ofKey = type.getStringIndexType();
    // Without any field: an object that has none.
    if (ofKey?.isNever()) return { kind: "object", fields: {} };
    if (ofKey) return { kind: "map", of: shapeOf(ofKey) };
    if (!type.isObject())
      throw new Error(`${type.getText()} is not among the page's types`);
    return {
      kind: "object",
      fields: Object.fromEntries(
        type
          .getProperties()
          .map((property) => [property.getName(), shapeOf(typeOf(property))]),
      ),
    };
  };

  const toArgument = (property: Symbol): ClientArgument => {
    const type = typeOf(property).getNonNullableType();
    const shape = shapeOf(type);
    const [declaration] = property.getDeclarations();
    return {
      type: shape.kind === "map" ? "object" : shape.kind,
      isRequired: !property.isOptional(),
      allowed: type
        .getUnionTypes()
        .filter((one) => one.isStringLiteral())
        .map((one) => String(one.getLiteralValue())),
      shape,
      doc:
        declaration
          ?.asKindOrThrow(SyntaxKind.PropertySignature)
          .getJsDocs()
          .map((doc) => doc.getInnerText())
          .join("\n") ?? "",
    };
  };

  return {
    methods: resource.getInstanceMethods().map((one) => one.getName()),
    arguments(name) {
      const [parameter] = method(name).getParameters();
      return new Map(
        parameter
          ?.getType()
          .getProperties()
          .map((property) => [property.getName(), toArgument(property)]),
      );
    },
    returns(name) {
      const execute = method(name).getReturnType().getProperty("execute");
      const promise =
        execute && typeOf(execute).getCallSignatures()[0]?.getReturnType();
      const [answer] = promise?.getTypeArguments() ?? [];
      return answer ? shapeOf(answer) : null;
    },
    signature(name) {
      return {
        parameters: method(name)
          .getParameters()
          .map((parameter) => ({
            name: parameter.getName(),
            isOptional: parameter.isOptional(),
            type: parameter.getTypeNodeOrThrow().getText(),
          })),
        result: method(name).getReturnTypeNodeOrThrow().getText(),
      };
    },
  };
}
