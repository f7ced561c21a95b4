import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { OnlyUnbound } from '../access/only-unbound.tsx'
import { Button } from '../kit/button.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useWords } from '../words/words.ts'
import { AuditEntries } from './audit-entries.tsx'
import { type AuditFields, AuditForm, NOTHING_ASKED } from './audit-form.tsx'
import { ChainPanel } from './chain-panel.tsx'
import { type AuditAsked, useAudit } from './use-audit.ts'
import { WORDS } from './words.ts'

/** Who did what, and whether the log is whole. */
export function AuditPage(): ReactNode {
  const t = useWords(WORDS)
  return (
    <Page title={t('audit')} about={t('about')}>
      <OnlyUnbound>
        <Audit />
      </OnlyUnbound>
    </Page>
  )
}

function Audit(): ReactNode {
  const t = useWords(WORDS)
  // What is ours stands in the address; who (which may be a key) and entities do not.
  const [kept, keep] = useFilters(['what', 'object', 'from', 'to'])
  const [fields, setFields] = useState<AuditFields>({ ...NOTHING_ASKED, ...kept })
  const [own, setOwn] = useState({ who: '', entity: '' })
  const asked = useMemo(() => requestOf({ ...NOTHING_ASKED, ...kept, ...own }), [kept, own])
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useAudit(asked)

  function look({ who, entity, ...rest }: AuditFields): void {
    setFields({ who, entity, ...rest })
    setOwn({ who: who.trim(), entity: entity.trim() })
    keep(rest)
  }
  return (
    <>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          look(fields)
        }}
      >
        <AuditForm fields={fields} onChange={setFields} onClear={() => look(NOTHING_ASKED)} />
      </form>
      <ProblemBox error={error} />
      {data !== undefined && <AuditEntries pages={data.pages} onEnd={() => void fetchNextPage()} />}
      {hasNextPage && (
        <div>
          <Button isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('older')}
          </Button>
        </div>
      )}
      <Panel title={t('chain')}>
        <ChainPanel />
      </Panel>
    </>
  )
}

function requestOf({ who, what, object, entity, from, to }: AuditFields): AuditAsked {
  const day = (text: string) => `${text}T00:00:00Z`
  return {
    ...(who === '' ? {} : { who }),
    ...(what === '' ? {} : { what }),
    ...(object === '' ? {} : { object }),
    ...(entity === '' ? {} : { entity: entity as NonNullable<AuditAsked['entity']> }),
    ...(from === '' ? {} : { from: day(from) }),
    ...(to === '' ? {} : { to: day(to) }),
  }
}
