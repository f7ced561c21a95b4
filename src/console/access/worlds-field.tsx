import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'
import './access.css'

/** All worlds, or some of the pack's; whoever is bound to some gives those at most. */
export function WorldsField(props: {
  readonly worlds: readonly string[] | null
  readonly onChange: (worlds: readonly string[] | null) => void
}): ReactNode {
  const t = useWords(WORDS)
  const { user } = useSession()
  const { data } = useAsk('settings', {}, { freshMs: 60_000 })
  const { worlds, onChange } = props
  const offered = [...new Set([...(data?.pack.worlds ?? []), ...(worlds ?? [])])]
  return (
    <fieldset className="choose">
      <legend>{t('worlds')}</legend>
      {user.worlds === null && (
        <Checkbox
          label={t('allWorlds')}
          isChosen={worlds === null}
          onChange={(isChosen) => onChange(isChosen ? null : offered.slice(0, 1))}
        />
      )}
      {worlds !== null && (
        <div className="choose-many">
          {offered.map((world) => (
            <Checkbox
              key={world}
              label={world}
              isChosen={worlds.includes(world)}
              onChange={(isChosen) =>
                onChange(isChosen ? [...worlds, world] : worlds.filter((one) => one !== world))
              }
            />
          ))}
        </div>
      )}
      <span className="field-hint">{t('worldsHint')}</span>
    </fieldset>
  )
}
