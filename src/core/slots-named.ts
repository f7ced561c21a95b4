/** A slot profile by its id, and the slot that it is for. */
export interface SlotOf {
  readonly id: string
  /** Such as `top`; `any`: whatever the slot. */
  readonly of: string
}

/** The slots that an event says its item is for, with those for any; undefined where it says none. */
export function slotsNamed(
  slots: readonly SlotOf[],
  data: Readonly<Record<string, unknown>>,
): readonly string[] | undefined {
  const said = new Set(
    Object.values(data).flatMap((value) => (typeof value === 'string' ? [value.toLowerCase()] : [])),
  )
  const named = slots.filter(({ of }) => of !== ANY && said.has(of.toLowerCase()))
  if (named.length === 0) return undefined
  return [...named, ...slots.filter(({ of }) => of === ANY)].map(({ id }) => id)
}

const ANY = 'any'
