import { usePeople } from '../keys/use-people.ts'
import { useWords } from '../words/words.ts'
import { EVIDENCE_WORDS } from './evidence-words.ts'

/** Says who did something: a person by name for whoever may see people, by the end of their id for the rest. */
export function useWho(): (by: string) => string {
  const t = useWords(EVIDENCE_WORDS)
  const people = usePeople()
  return (by) =>
    by === 'system' ? t('system') : (people.get(by) ?? (by.startsWith('usr-') ? `usr-…${by.slice(-6)}` : by))
}
