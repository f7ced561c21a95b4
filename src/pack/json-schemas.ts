/** JSON Schemas (draft 2020-12) of the pack's files, by the name of the schema file: `haechi.schema.json`. */
export function packSchemas(): Record<string, unknown> {
  throw new Error('not built yet')
}
