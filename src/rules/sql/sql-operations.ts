import type { IrNode } from '../ir.ts'
import type { Operation } from '../operations.ts'
import { DURATION_CEILING, TIME_CEILING, TIME_FLOOR } from '../operations-time.ts'
import { sqlPattern } from './sql-pattern.ts'
import { NotInSql, type SqlType, sqlText } from './sql-value.ts'

/** An operand: its SQL, which is NULL when it is unknown, its type, and its node. */
export interface SqlOperand {
  readonly sql: string
  readonly type: SqlType
  readonly node: IrNode
}

type Write = (args: readonly SqlOperand[]) => string

const MOST = Number.MAX_SAFE_INTEGER

/** NULL outside the bounds. */
const within =
  (low: number, high: number, write: Write): Write =>
  (args) => {
    const made = write(args)
    return `(CASE WHEN ${made} BETWEEN ${low} AND ${high} THEN ${made} END)`
  }
const infix =
  (sign: string): Write =>
  ([a, b]) =>
    `(${a!.sql} ${sign} ${b!.sql})`
const calls =
  (name: string): Write =>
  (args) =>
    `${name}(${args.map(({ sql }) => sql).join(', ')})`
/** A part of a UTC time; `less` is taken off where DuckDB counts from 1. */
const part =
  (name: string, less = 0): Write =>
  ([t]) =>
    less === 0 ? `${name}(epoch_ms(${t!.sql}))` : `(${name}(epoch_ms(${t!.sql})) - ${less})`
const milliseconds: Write = ([t]) => `((${t!.sql} % 1000 + 1000) % 1000)`

/** The same part of the time that clocks show ahead of UTC; zones with names follow tables that may differ. */
const zoned =
  (write: Write): Write =>
  ([t, zone]) => {
    const text = zone!.node.kind === 'constant' ? zone!.node.value : undefined
    const fixed = typeof text === 'string' ? /^([+-]?)(\d\d):(\d\d)$/.exec(text) : null
    if (text !== 'UTC' && text !== '' && fixed === null)
      throw new NotInSql('it asks for the time in a zone by name')
    const ahead =
      fixed === null ? 0 : (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3]))
    return write([{ ...t!, sql: `(${t!.sql} + ${ahead * 60_000})` }])
  }

/** `White_Space` of Unicode. */
const SPACES =
  '\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LOWER = 'abcdefghijklmnopqrstuvwxyz'

/** Operations on operands of BIGINT, VARCHAR and BOOLEAN, and of DOUBLE where no order or equality is asked. */
const OPERATIONS: Readonly<Partial<Record<Operation, Write>>> = {
  lt_text: infix('<'),
  le_text: infix('<='),
  gt_text: infix('>'),
  ge_text: infix('>='),
  bool_to_text: ([a]) => `(CASE WHEN ${a!.sql} THEN 'true' WHEN NOT ${a!.sql} THEN 'false' END)`,
  text_to_bool: ([a]) =>
    `(CASE WHEN ${a!.sql} IN ('1', 't', 'T', 'true', 'TRUE', 'True') THEN TRUE WHEN ${a!.sql} IN ('0', 'f', 'F', 'false', 'FALSE', 'False') THEN FALSE END)`,
  entity_id: ([a]) => `substring(${a!.sql}, instr(${a!.sql}, ':') + 1)`,
  entity_kind: ([a]) => `substring(${a!.sql}, 1, instr(${a!.sql}, ':') - 1)`,

  add_int: within(-MOST, MOST, infix('+')),
  sub_int: within(-MOST, MOST, infix('-')),
  // A product of two of 53 bits is beyond 64.
  mul_int: (args) => {
    const made = `(${args.map(({ sql }) => `${sql}::HUGEINT`).join(' * ')})`
    return `CAST((CASE WHEN ${made} BETWEEN ${-MOST} AND ${MOST} THEN ${made} END) AS BIGINT)`
  },
  // By zero they are NULL.
  div_int: infix('//'),
  mod_int: infix('%'),
  neg_int: ([a]) => `(0 - ${a!.sql})`,
  add: infix('+'),
  sub: infix('-'),
  mul: infix('*'),
  div: infix('/'),
  neg: ([a]) => `(-${a!.sql})`,
  double_to_int: ([a]) =>
    `(CASE WHEN abs(trunc(${a!.sql})) <= '${MOST}'::DOUBLE THEN TRY_CAST(trunc(${a!.sql}) AS BIGINT) END)`,
  number_to_text: ([a]) => {
    if (a!.type !== 'BIGINT') throw new NotInSql('it writes a double as text')
    return `CAST(${a!.sql} AS VARCHAR)`
  },
  greatest: extreme('greatest'),
  least: extreme('least'),
  abs: calls('abs'),
  ceil: calls('ceil'),
  floor: calls('floor'),
  round: calls('round'),
  trunc: calls('trunc'),
  sign: ([a]) =>
    a!.type === 'BIGINT'
      ? `CAST(sign(${a!.sql}) AS BIGINT)`
      : `(CASE WHEN isnan(${a!.sql}) THEN ${a!.sql} ELSE CAST(sign(${a!.sql}) AS DOUBLE) END)`,
  is_nan: calls('isnan'),
  is_inf: calls('isinf'),
  is_finite: calls('isfinite'),

  size_text: calls('length'),
  contains: calls('contains'),
  starts_with: calls('starts_with'),
  ends_with: calls('ends_with'),
  matches: ([a, b]) => {
    const text = b!.node.kind === 'constant' ? b!.node.value : undefined
    const pattern = typeof text === 'string' ? sqlPattern(text) : undefined
    if (pattern === undefined)
      throw new NotInSql('it has a regular expression that DuckDB may understand otherwise')
    return `regexp_matches(${a!.sql}, ${sqlText(pattern)})`
  },
  lower_ascii: ([a]) => `translate(${a!.sql}, '${UPPER}', '${LOWER}')`,
  upper_ascii: ([a]) => `translate(${a!.sql}, '${LOWER}', '${UPPER}')`,
  trim: ([a]) => `trim(${a!.sql}, ${sqlText(SPACES)})`,
  substring: ([s, from]) =>
    `(CASE WHEN ${from!.sql} BETWEEN 0 AND length(${s!.sql}) THEN substring(${s!.sql}, ${from!.sql} + 1) END)`,
  substring_to: ([s, from, to]) =>
    `(CASE WHEN ${from!.sql} >= 0 AND ${from!.sql} <= ${to!.sql} AND ${to!.sql} <= length(${s!.sql}) THEN substring(${s!.sql}, ${from!.sql} + 1, ${to!.sql} - ${from!.sql}) END)`,
  char_at: ([s, at]) =>
    `(CASE WHEN ${at!.sql} BETWEEN 0 AND length(${s!.sql}) THEN substring(${s!.sql}, ${at!.sql} + 1, 1) END)`,
  index_of: ([s, found]) => `(instr(${s!.sql}, ${found!.sql}) - 1)`,

  add_time: within(TIME_FLOOR, TIME_CEILING, infix('+')),
  sub_time: within(TIME_FLOOR, TIME_CEILING, infix('-')),
  time_between: infix('-'),
  add_duration: within(-DURATION_CEILING, DURATION_CEILING, infix('+')),
  sub_duration: within(-DURATION_CEILING, DURATION_CEILING, infix('-')),
  neg_duration: ([a]) => `(0 - ${a!.sql})`,
  int_to_time: within(TIME_FLOOR, TIME_CEILING, ([a]) => `(${a!.sql} * 1000)`),
  time_to_int: ([t]) => `((${t!.sql} - ${milliseconds([t!])}) // 1000)`,
  duration_hours: ([d]) => `(${d!.sql} // 3600000)`,
  duration_minutes: ([d]) => `(${d!.sql} // 60000)`,
  duration_seconds: ([d]) => `(${d!.sql} // 1000)`,
  duration_milliseconds: ([d]) => `(${d!.sql} % 1000)`,
  ...partsOfTime(),
}

function partsOfTime(): Partial<Record<Operation, Write>> {
  const parts: Readonly<Record<string, Write>> = {
    full_year: part('year'),
    month: part('month', 1),
    date: part('day'),
    day_of_month: part('day', 1),
    day_of_week: part('dayofweek'),
    day_of_year: part('dayofyear', 1),
    hours: part('hour'),
    minutes: part('minute'),
    seconds: part('second'),
    milliseconds,
  }
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, write]) => [
      [name, write],
      [`${name}_in`, zoned(write)],
    ]),
  )
}

/** DuckDB's leave out NULL, and order NaN where JavaScript answers NaN. */
function extreme(name: string): Write {
  return (args) => {
    if (args.some(({ type }) => type !== 'BIGINT')) throw new NotInSql(`it asks for the ${name} of doubles`)
    const known = args.map(({ sql }) => `${sql} IS NOT NULL`).join(' AND ')
    return `(CASE WHEN ${known} THEN ${name}(${args.map(({ sql }) => sql).join(', ')}) END)`
  }
}

/** What an operation is in SQL; undefined for those that have no form there. */
export function sqlOperation(op: Operation): Write | undefined {
  return OPERATIONS[op]
}
