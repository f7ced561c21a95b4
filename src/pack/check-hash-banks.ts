import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { HASH_BANK_DEFAULTS, type HashBankSpec } from '../signals/media/hash-bank-spec.ts'
import { Declared } from './names.ts'
import type { Policy } from './pack.ts'
import { HashBankFile, shareOf } from './schemas.ts'
import { validate } from './validate.ts'
import type { YamlFile } from './yaml-file.ts'

export interface PlacedHashBank {
  readonly bank: HashBankSpec
  readonly place: Place
}

/** What files of `kind: hashes` say of banks of known hashes. */
export function checkHashBanks(
  yaml: readonly YamlFile[],
  policies: { readonly policies: Declared<Policy>; readonly named: ReadonlySet<string> },
  diagnostics: Diagnostic[],
): Declared<PlacedHashBank> {
  const banks = new Declared<PlacedHashBank>('bank of hashes', diagnostics)
  for (const file of yaml) {
    const spec = validate(HashBankFile, file, [], file.value, diagnostics)
    if (spec === undefined) continue
    const error = (code: string, message: string, key: string, wayOut: string) =>
      diagnostics.push({ severity: 'error', code, message, place: file.place([key]), wayOut })
    const { bank: name, policy, negative = false } = spec
    const of = policy === undefined ? undefined : policies.policies.all.get(policy)
    if (policy !== undefined && of === undefined && !policies.named.has(policy))
      policies.policies.find(policy, file.place(['policy']))
    const severity = spec.severity ?? of?.severity ?? 'S3'
    if (policy === undefined && !negative && spec.severity === undefined)
      error(
        'no-severity',
        `nothing says how grave a match with the bank "${name}" is`,
        'bank',
        'name its policy, or add severity: S1',
      )
    if (of !== undefined && spec.severity !== undefined && spec.severity > of.severity)
      error(
        'milder-than-policy',
        `the bank is ${spec.severity}, and its policy "${of.id}" is ${of.severity}`,
        'severity',
        'leave it out: a bank is as grave as its policy, or graver',
      )
    if (severity === 'S0' && spec.sealed === false)
      error(
        'unsealed',
        `the bank "${name}" is S0: what matches is never stored or shown`,
        'sealed',
        'remove it; every bank of severity S0 is sealed',
      )
    if (negative && severity === 'S0' && spec.severity !== undefined)
      error(
        'sealed-negative',
        'what is known to be harmless cannot be S0',
        'severity',
        'remove severity, or negative',
      )
    banks.add(name, {
      place: file.place(['bank']),
      bank: {
        name,
        policy,
        severity,
        negative,
        sealed: !negative && (severity === 'S0' || spec.sealed === true),
        share: spec.share === undefined ? HASH_BANK_DEFAULTS.share : shareOf(spec.share),
        enabled: spec.enabled ?? HASH_BANK_DEFAULTS.enabled,
        distance: spec.distance ?? HASH_BANK_DEFAULTS.distance,
        quality: spec.quality ?? HASH_BANK_DEFAULTS.quality,
        video: { ...HASH_BANK_DEFAULTS.video, ...spec.video },
      },
    })
  }
  return banks
}
