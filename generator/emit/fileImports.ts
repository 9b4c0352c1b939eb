import { byCodeUnit } from "../read/sorted.js";
import { identifier, type Identifier } from "../plan/identifier.js";
import type { RuntimeType, RuntimeValue } from "../plan/runtimeNames.js";
import { stringLiteral } from "./code.js";
import type { ImportDeclaration } from "./declarations.js";
import { runtimeModule } from "./runtimeExports.js";

/** Collects what a file uses from elsewhere while its declarations are made, so that it imports just that. */
export class FileImports {
  readonly #types = new Map<string, Set<Identifier>>();
  readonly #values = new Map<string, Set<Identifier>>();
  readonly #root: string;

  /** @param root the way from the file's folder to the API's folder: `./` or `../` */
  constructor(root: "./" | "../") {
    this.#root = root;
  }

  runtimeType(name: RuntimeType): Identifier {
    return this.#useRuntime(this.#types, name);
  }

  runtimeValue(name: RuntimeValue): Identifier {
    return this.#useRuntime(this.#values, name);
  }

  /** A class of the runtime that is only named as a type. */
  runtimeClassType(name: RuntimeValue): Identifier {
    return this.#useRuntime(this.#types, name);
  }

  schema(name: Identifier): Identifier {
    return this.#use(this.#types, `${this.#root}schemas.js`, name);
  }

  standardParameters(name: Identifier): Identifier {
    return this.#use(this.#types, `${this.#root}parameters.js`, name);
  }

  resourceClass(name: Identifier, file: string): Identifier {
    return this.#use(
      this.#values,
      this.#root === "./" ? `./resources/${file}.js` : `./${file}.js`,
      name,
    );
  }

  /** The descriptor of a method that polls operations. */
  polling(name: Identifier): Identifier {
    return this.#use(this.#values, `${this.#root}polling.js`, name);
  }

  /** The imports, those from farther away first. */
  declarations(): readonly ImportDeclaration[] {
    const paths = new Set([...this.#types.keys(), ...this.#values.keys()]);
    const rank = (path: string): number =>
      path.startsWith(this.#runtime) ? 0 : path.startsWith("../") ? 1 : 2;
    return [...paths]
      .sort((a, b) => rank(a) - rank(b) || byCodeUnit(a, b))
      .map((path) => {
        const values = [...(this.#values.get(path) ?? [])];
        const types = [...(this.#types.get(path) ?? [])].filter(
          (name) => !values.includes(name),
        );
        return { from: stringLiteral(path), types, values };
      });
  }

  get #runtime(): string {
    return `${this.#root === "./" ? "" : "../"}../runtime/`;
  }

  #useRuntime(
    into: Map<string, Set<Identifier>>,
    name: RuntimeType | RuntimeValue,
  ): Identifier {
    const path = `${this.#runtime}${runtimeModule(name)}.js`;
    return this.#use(into, path, identifier(name));
  }

  #use(
    into: Map<string, Set<Identifier>>,
    path: string,
    name: Identifier,
  ): Identifier {
    const names = into.get(path) ?? new Set();
    into.set(path, names.add(name));
    return name;
  }
}
