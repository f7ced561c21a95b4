import type { ReactNode } from 'react'
import type { MediaReply } from '../../api/contract/media.ts'
import { Select } from '../kit/select.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

type Slots = NonNullable<MediaReply['facts']>['slots']

/** Which slots' rules the marks and findings are of; `known`: those of the decision, undefined where nobody knows. */
export function SlotChoice({
  slots,
  known,
  chosen,
  onChoose,
}: {
  readonly slots: Slots
  readonly known: readonly string[] | undefined
  /** A slot, or one of the words below. */
  readonly chosen: string
  readonly onChoose: (chosen: string) => void
}): ReactNode {
  const t = useWords(WORDS)
  if (slots.length < 2) return null
  const first = known === undefined ? t('slotAsk') : t('slotKnown', { slots: known.join(', ') || '–' })
  return (
    <div className="media-choice">
      <Select
        label={t('slotChoice')}
        value={chosen}
        onChange={onChoose}
        options={[
          { value: KNOWN, label: first },
          ...slots.map(({ slot }) => ({ value: `=${slot}`, label: slot })),
          { value: EVERY, label: t('slotEvery') },
        ]}
      />
    </div>
  )
}

/** As the decision says, and every slot; ids of slots have a sign before them. */
export const KNOWN = 'known'
const EVERY = 'every'

/** The ids that a choice stands for. */
export function slotsChosen(
  chosen: string,
  slots: Slots,
  known: readonly string[] | undefined,
): readonly string[] {
  if (chosen === EVERY) return slots.map(({ slot }) => slot)
  return chosen === KNOWN ? (known ?? []) : [chosen.slice(1)]
}
