import { type FormEvent, type ReactNode, useState } from 'react'
import type { EntityRef } from '../../core/entity.ts'
import { useAsk } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { Time } from '../kit/time.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { LabelHistory } from './label-history.tsx'
import { RemoveLabel } from './remove-label.tsx'
import { SetLabel } from './set-label.tsx'
import { SourceText } from './source-text.tsx'
import { WORDS } from './words.ts'

/** What one entity bears, and ever bore; who may label sets labels and takes them off. */
export function EntityLabels(): ReactNode {
  const t = useWords(WORDS)
  const mayLabel = useSession().may('label')
  const [text, setText] = useState('')
  const [entity, setEntity] = useState<EntityRef>()
  const [removing, setRemoving] = useState<string>()
  const { data, error } = useAsk(
    'findLabels',
    { body: { entity: entity ?? ('' as EntityRef) } },
    { enabled: entity !== undefined },
  )
  return (
    <div className="labels-part">
      <form
        className="filters"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          setEntity(text.trim() === '' ? undefined : (text.trim() as EntityRef))
        }}
      >
        <TextField
          label={t('entity')}
          hint={t('entityHint')}
          value={text}
          onChange={setText}
          autoComplete="off"
        />
        <div>
          <Button type="submit" primary>
            {t('show')}
          </Button>
        </div>
      </form>
      <ProblemBox error={error} />
      {entity !== undefined && data !== undefined && (
        <>
          <Panel title={t('bornes')}>
            {data.labels.length === 0 && <Empty>{t('none')}</Empty>}
            {data.labels.map(({ label, description, until, sources }) => (
              <div key={label} className="labels-borne">
                <div>
                  <p>
                    <code>{label}</code> {description}{' '}
                    {until === null ? (
                      t('noEnd')
                    ) : (
                      <>
                        {t('until')} <Time at={until} />
                      </>
                    )}
                  </p>
                  <ul className="labels-sources">
                    {sources.map(({ source, at }, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: words have no id, and no state of their own
                      <li key={index}>
                        <SourceText source={source} /> (<Time at={at} relative />)
                      </li>
                    ))}
                  </ul>
                </div>
                {mayLabel && (
                  <Button aria-label={`${t('remove')}: ${label}`} onPress={() => setRemoving(label)}>
                    {t('remove')}
                  </Button>
                )}
              </div>
            ))}
          </Panel>
          {mayLabel && <SetLabel entity={entity} />}
          <LabelHistory entity={entity} />
          {removing !== undefined && (
            <RemoveLabel entity={entity} label={removing} onClose={() => setRemoving(undefined)} />
          )}
        </>
      )}
    </div>
  )
}
