import type { ValueType } from '../core/value.ts'
import type { Operation } from './operations.ts'

/** One way to call a function: what it takes, what it gives, and the operation that does it. */
export interface Overload {
  readonly name: string
  /** As shown to the author: `string.contains(string) -> bool`. */
  readonly signature: string
  /** The type before the dot comes first, when the function is called on a value. */
  readonly params: readonly ValueType[]
  readonly method: boolean
  readonly result: ValueType
  readonly op: Operation
}

const TYPES: Readonly<Record<string, ValueType>> = {
  bool: { kind: 'bool' },
  int: { kind: 'int' },
  double: { kind: 'double' },
  string: { kind: 'string' },
  timestamp: { kind: 'timestamp' },
  duration: { kind: 'duration' },
  dyn: { kind: 'dyn' },
  entity: { kind: 'entity' },
  list: { kind: 'list', of: { kind: 'dyn' } },
  map: { kind: 'map', of: { kind: 'dyn' } },
  'list<string>': { kind: 'list', of: { kind: 'string' } },
  'list<int>': { kind: 'list', of: { kind: 'int' } },
  'list<double>': { kind: 'list', of: { kind: 'double' } },
}

function overload(signature: string, op: Operation): Overload {
  const [, target, name, params, result] = /^(?:([\w<>]+)\.)?((?:math\.)?\w+)\((.*)\) -> (\S+)$/.exec(
    // A namespace is part of the name, not a value that the function is called on.
    signature.replace(/^math\./, 'math_'),
  )!
  const types = [...(target ? [target] : []), ...(params ? params.split(', ') : [])]
  return {
    name: name!.replace(/^math_/, 'math.'),
    signature,
    params: types.map((type) => TYPES[type]!),
    method: target !== undefined,
    result: TYPES[result!]!,
    op,
  }
}

const GETTERS: readonly (readonly [string, Operation, Operation])[] = [
  ['getFullYear', 'full_year', 'full_year_in'],
  ['getMonth', 'month', 'month_in'],
  ['getDate', 'date', 'date_in'],
  ['getDayOfMonth', 'day_of_month', 'day_of_month_in'],
  ['getDayOfWeek', 'day_of_week', 'day_of_week_in'],
  ['getDayOfYear', 'day_of_year', 'day_of_year_in'],
  ['getHours', 'hours', 'hours_in'],
  ['getMinutes', 'minutes', 'minutes_in'],
  ['getSeconds', 'seconds', 'seconds_in'],
  ['getMilliseconds', 'milliseconds', 'milliseconds_in'],
]

/** Every function of the language. `dyn` among the parameters takes any value of that shape. */
export const OVERLOADS: readonly Overload[] = [
  overload('size(string) -> int', 'size_text'),
  overload('size(list) -> int', 'size_list'),
  overload('size(map) -> int', 'size_map'),
  overload('string.size() -> int', 'size_text'),
  overload('list.size() -> int', 'size_list'),
  overload('map.size() -> int', 'size_map'),
  overload('string.contains(string) -> bool', 'contains'),
  overload('string.startsWith(string) -> bool', 'starts_with'),
  overload('string.endsWith(string) -> bool', 'ends_with'),
  overload('string.matches(string) -> bool', 'matches'),
  overload('matches(string, string) -> bool', 'matches'),
  overload('string.lowerAscii() -> string', 'lower_ascii'),
  overload('string.upperAscii() -> string', 'upper_ascii'),
  overload('string.trim() -> string', 'trim'),
  overload('string.replace(string, string) -> string', 'replace'),
  overload('string.replace(string, string, int) -> string', 'replace_some'),
  overload('string.split(string) -> list<string>', 'split'),
  overload('string.split(string, int) -> list<string>', 'split_some'),
  overload('list<string>.join() -> string', 'join'),
  overload('list<string>.join(string) -> string', 'join_with'),
  overload('string.substring(int) -> string', 'substring'),
  overload('string.substring(int, int) -> string', 'substring_to'),
  overload('string.charAt(int) -> string', 'char_at'),
  overload('string.indexOf(string) -> int', 'index_of'),
  overload('string.indexOf(string, int) -> int', 'index_of_from'),
  overload('string.lastIndexOf(string) -> int', 'last_index_of'),
  overload('string.lastIndexOf(string, int) -> int', 'last_index_of_from'),
  overload('bool(bool) -> bool', 'same'),
  overload('bool(string) -> bool', 'text_to_bool'),
  overload('int(int) -> int', 'same'),
  overload('int(double) -> int', 'double_to_int'),
  overload('int(string) -> int', 'text_to_int'),
  overload('int(timestamp) -> int', 'time_to_int'),
  overload('int(dyn) -> int', 'dyn_to_int'),
  overload('double(double) -> double', 'same'),
  overload('double(int) -> double', 'same'),
  overload('double(string) -> double', 'text_to_double'),
  overload('double(dyn) -> double', 'dyn_to_double'),
  overload('string(string) -> string', 'same'),
  overload('string(int) -> string', 'number_to_text'),
  overload('string(double) -> string', 'number_to_text'),
  overload('string(bool) -> string', 'bool_to_text'),
  overload('string(timestamp) -> string', 'time_to_text'),
  overload('string(duration) -> string', 'duration_to_text'),
  overload('string(entity) -> string', 'same'),
  overload('string(dyn) -> string', 'dyn_to_text'),
  overload('timestamp(timestamp) -> timestamp', 'same'),
  overload('timestamp(string) -> timestamp', 'text_to_time'),
  overload('timestamp(int) -> timestamp', 'int_to_time'),
  overload('duration(duration) -> duration', 'same'),
  overload('duration(string) -> duration', 'text_to_duration'),
  overload('dyn(dyn) -> dyn', 'same'),
  ...GETTERS.flatMap(([name, inUtc, inZone]) => [
    overload(`timestamp.${name}() -> int`, inUtc),
    overload(`timestamp.${name}(string) -> int`, inZone),
  ]),
  overload('duration.getHours() -> int', 'duration_hours'),
  overload('duration.getMinutes() -> int', 'duration_minutes'),
  overload('duration.getSeconds() -> int', 'duration_seconds'),
  overload('duration.getMilliseconds() -> int', 'duration_milliseconds'),
  overload('math.abs(int) -> int', 'abs'),
  overload('math.abs(double) -> double', 'abs'),
  overload('math.sign(int) -> int', 'sign'),
  overload('math.sign(double) -> double', 'sign'),
  overload('math.ceil(double) -> double', 'ceil'),
  overload('math.floor(double) -> double', 'floor'),
  overload('math.round(double) -> double', 'round'),
  overload('math.trunc(double) -> double', 'trunc'),
  overload('math.isNaN(double) -> bool', 'is_nan'),
  overload('math.isInf(double) -> bool', 'is_inf'),
  overload('math.isFinite(double) -> bool', 'is_finite'),
  overload('math.greatest(list<int>) -> int', 'greatest_list'),
  overload('math.greatest(list<double>) -> double', 'greatest_list'),
  overload('math.least(list<int>) -> int', 'least_list'),
  overload('math.least(list<double>) -> double', 'least_list'),
]

const byName = new Map<string, Overload[]>()
for (const one of OVERLOADS) {
  const key = `${one.method ? '.' : ''}${one.name}`
  byName.set(key, [...(byName.get(key) ?? []), one])
}

/** The ways to call `name`, as a method of a value or as a function by itself. */
export function overloadsOf(name: string, method: boolean): readonly Overload[] {
  return byName.get(`${method ? '.' : ''}${name}`) ?? []
}

export function functionNames(method: boolean): readonly string[] {
  const macros = ['all', 'exists', 'exists_one', 'map', 'filter']
  const names = OVERLOADS.filter((one) => one.method === method).map(({ name }) => name)
  return [...new Set([...names, ...(method ? macros : ['has', 'math.greatest', 'math.least'])])]
}
