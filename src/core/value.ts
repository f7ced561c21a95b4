/**
 * The types of features, signals and rule expressions. At run time:
 * bool → boolean; int → number, a safe integer (53 bits); double → number; string → string;
 * timestamp → number, ms since the epoch; duration → number, ms; entity → string `kind:id`;
 * list → array; map → plain object with own keys only; object → plain object with the declared fields.
 * A value that is missing is `undefined`, everywhere.
 */
export type ValueType =
  | { readonly kind: 'bool' | 'int' | 'double' | 'string' | 'timestamp' | 'duration' | 'null' | 'dyn' }
  /** `entity` undefined: any kind of entity. */
  | { readonly kind: 'entity'; readonly entity?: string }
  | { readonly kind: 'list'; readonly of: ValueType }
  /** Keys are strings. */
  | { readonly kind: 'map'; readonly of: ValueType }
  | { readonly kind: 'object'; readonly name: string; readonly fields: Readonly<Record<string, ValueType>> }

export type Value =
  | boolean
  | number
  | string
  | null
  | undefined
  | readonly Value[]
  | { readonly [key: string]: Value }

/** Writes a type as the pack's author writes it: `list<string>`, `entity<account>`. */
export function typeName(type: ValueType): string {
  switch (type.kind) {
    case 'list':
      return `list<${typeName(type.of)}>`
    case 'map':
      return `map<string, ${typeName(type.of)}>`
    case 'entity':
      return type.entity ?? 'entity'
    case 'object':
      return type.name
    default:
      return type.kind
  }
}
