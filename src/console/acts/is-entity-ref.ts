/** As core/entity.ts has it, without the schema: whether a text may name an entity. */
export function isEntityRef(text: string): boolean {
  return text.length <= 300 && /^[a-z][a-z0-9_]{0,31}:[^\s\p{Cc}]{1,256}$/u.test(text)
}
