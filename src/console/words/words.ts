import i18n from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Language } from './language.ts'

/** `jobs_one` and `jobs_other` are two forms of `jobs`; Korean has only `jobs_other`. */
type KeyOf<Name extends string> = Name extends `${infer Key}_one` | `${infer Key}_other` ? Key : Name
type Korean<English> = {
  readonly [Name in keyof English as Name extends `${string}_one` ? never : Name]: string
}

/** The words of a page in every language. */
export interface Words<Name extends string> {
  readonly ns: string
  readonly names?: Name
}

/** Says a word; `count` chooses the plural, other values stand where the word has {{them}}. */
export type Say<Name extends string> = (
  key: KeyOf<Name>,
  values?: Readonly<Record<string, string | number>>,
) => string

let pages = 0

/** Registers the words of a page. A word that Korean lacks, or has too much, is a type error. */
export function words<const English extends Readonly<Record<string, string>>>(of: {
  readonly en: English
  readonly ko: NoInfer<Korean<English>>
}): Words<keyof English & string> {
  const ns = `page${pages++}`
  i18n.on('initialized', register)
  if (i18n.isInitialized) register()
  function register(): void {
    i18n.addResourceBundle('en', ns, of.en)
    i18n.addResourceBundle('ko', ns, of.ko)
  }
  return { ns }
}

/** The words in the language that is spoken now. */
export function useWords<Name extends string>({ ns }: Words<Name>): Say<Name> {
  const { t } = useTranslation(ns)
  return t as unknown as Say<Name>
}

/** The language that is spoken now. */
export function useLanguage(): Language {
  return useTranslation().i18n.language as Language
}
