import { refusal } from '../problem-error.ts'

/** Throws the problem when a world is none of the pack's. */
export function checkWorlds(known: readonly string[], asked: readonly string[]): void {
  const errors = asked.flatMap((world, index) =>
    known.includes(world)
      ? []
      : [
          {
            field: `worlds[${index}]`,
            problem: 'is no world of the pack',
            wayOut: `known here: ${known.join(', ')}`,
          },
        ],
  )
  if (errors.length > 0)
    throw refusal('invalid-request', 'The pack has no such world.', { field: errors[0]!.field, errors })
}
