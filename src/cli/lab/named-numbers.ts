import { InvalidArgumentError } from 'commander'
import { didYouMean } from '../../core/suggest.ts'

/** Reads options like `precision=0.95`, as often as they are given, into one object. */
export function namedNumbers<Name extends string>(names: readonly Name[], mayBeZero = false) {
  return (text: string, before: Partial<Record<Name, number>> = {}): Partial<Record<Name, number>> => {
    const [, name = '', value = ''] = /^([A-Za-z]+)=(.+)$/.exec(text) ?? []
    const known = names.find((one) => one === name)
    if (known === undefined)
      throw new InvalidArgumentError(
        name === ''
          ? `Write NAME=NUMBER, such as ${names[0]}=0.95.`
          : `There is no "${name}"; ${didYouMean(name, names) || `there are ${names.join(', ')}`}.`,
      )
    const number = Number(value)
    if (!Number.isFinite(number) || number < 0 || (number === 0 && !mayBeZero))
      throw new InvalidArgumentError(`"${value}" is no number ${mayBeZero ? 'from 0 on' : 'above 0'}.`)
    return { ...before, [known]: number }
  }
}
