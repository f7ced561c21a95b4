import type pg from 'pg'

/** The words that stand as numbers in the tables: event types, worlds, rulesets. Each process keeps them all. */
export interface Names {
  /** The number of a word that `learn` has seen. */
  number(name: string): number | undefined
  /** Gives numbers to words that have none yet. */
  learn(names: Iterable<string>): Promise<void>
  /** The words of numbers; asks the database for those that another process has learnt. */
  read(numbers: Iterable<number>): Promise<ReadonlyMap<number, string>>
}

export async function openNames(pool: pg.Pool): Promise<Names> {
  const numbers = new Map<string, number>()
  const words = new Map<number, string>()
  const load = async () => {
    const { rows } = await pool.query<{ id: number; name: string }>('select id, name from haechi.names')
    for (const { id, name } of rows) {
      numbers.set(name, id)
      words.set(id, name)
    }
  }
  await load()
  return {
    number: (name) => numbers.get(name),
    async learn(names) {
      const unknown = [...new Set(names)].filter((name) => !numbers.has(name)).sort()
      if (unknown.length === 0) return
      await pool.query('insert into haechi.names (name) select unnest($1::text[]) on conflict do nothing', [
        unknown,
      ])
      await load()
    },
    async read(wanted) {
      for (const number of wanted)
        if (!words.has(number)) {
          await load()
          break
        }
      return words
    },
  }
}
