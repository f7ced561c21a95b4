import { type ReactNode, useState } from 'react'
import { LAB_STEPS } from '../../lab/run/lab-step.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Facts } from '../kit/facts.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { toast } from '../kit/toast.tsx'
import { useParam } from '../kit/use-param.ts'
import { GatesTable } from '../models/gates-table.tsx'
import { shortId } from '../models/short-id.ts'
import { TrainingCurve } from '../models/training-curve.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { RunState } from './run-state.tsx'
import { LAB_WORDS } from './words.ts'

type Run = Reply<'labRun'>
const isUnderWay = ({ state }: Pick<Run, 'state'>) => state === 'running' || state === 'waiting'

/** A run: its steps with their evidence, how far it is, and the training curve while it is learnt. */
export function RunPage(): ReactNode {
  const t = useWords(LAB_WORDS)
  const { may } = useSession()
  const id = useParam('id')
  const [isCancelling, setCancelling] = useState(false)
  const cancel = useChange('cancelLabRun', { refreshes: ['labRun', 'listLabRuns'] })
  const params = { id: id as never }
  const [isOver, setOver] = useState(false)
  const { data, error } = useAsk('labRun', { params }, isOver ? {} : { everyMs: 1000 })
  if (data !== undefined && !isUnderWay(data) !== isOver) setOver(!isUnderWay(data))
  async function breakOff(): Promise<void> {
    if ((await cancel.mutateAsync({ params }).catch(() => undefined)) === undefined) return
    toast(t('cancelled'))
    setCancelling(false)
  }
  return (
    <Page
      title={data === undefined ? t('run') : `${data.task} · ${shortId(data.id)}`}
      about={data !== undefined && <RunState state={data.state} />}
      acts={
        data !== undefined &&
        isUnderWay(data) &&
        may('model.manage') && (
          <Button danger onPress={() => setCancelling(true)}>
            {t('cancel')}
          </Button>
        )
      }
    >
      <ProblemBox error={error} />
      {data !== undefined && <Shown run={data} />}
      <ConfirmDialog
        title={t('cancelTitle')}
        act={t('cancelAct')}
        isOpen={isCancelling}
        onClose={() => setCancelling(false)}
        onAct={() => void breakOff()}
        isPending={cancel.isPending}
        error={cancel.error}
      >
        <p>{t('cancelSays')}</p>
      </ConfirmDialog>
    </Page>
  )
}

function Shown({ run }: { readonly run: Run }): ReactNode {
  const t = useWords(LAB_WORDS)
  const gates = run.steps.findLast((step) => step.gates !== undefined)?.gates ?? []
  return (
    <>
      <Panel title={t('steps')}>
        <Steps run={run} />
        {run.fault !== undefined && (
          <p className="problem">
            {t('fault')}: <Said text={run.fault} />
          </p>
        )}
        <Facts
          facts={[
            [t('learner'), run.learner],
            [t('made'), <Time key="made" at={run.madeAt} />],
            [
              t('dataset'),
              run.dataset === undefined ? (
                '–'
              ) : (
                <A key="dataset" to={paths.labDataset(run.dataset)}>
                  {shortId(run.dataset)}
                </A>
              ),
            ],
            [
              t('model'),
              run.model === undefined ? (
                '–'
              ) : (
                <A key="model" to={paths.model(run.model)}>
                  {shortId(run.model)}
                </A>
              ),
            ],
          ]}
        />
      </Panel>
      {run.curve.length > 0 && (
        <Panel title={t('curve')}>
          <TrainingCurve points={run.curve} />
        </Panel>
      )}
      {gates.length > 0 && (
        <GatesTable
          results={gates.map(({ wayOut, labelsNeeded, figures, ...gate }) => ({
            ...gate,
            figures: figures as Record<string, number | string>,
            ...{ wayOut, labelsNeeded },
          }))}
        />
      )}
    </>
  )
}

function Steps({ run }: { readonly run: Run }): ReactNode {
  const t = useWords(LAB_WORDS)
  const language = useLanguage()
  const steps = run.until === 'train' ? LAB_STEPS.slice(0, LAB_STEPS.indexOf('evaluate') + 1) : LAB_STEPS
  return (
    <ol className="model-notes">
      {steps.map((name) => {
        const ended = run.steps.find(({ step }) => step === name)
        const isNow = ended === undefined && run.step === name && isUnderWay(run)
        return (
          <li key={name} aria-current={isNow ? 'step' : undefined}>
            <strong>{t(`step_${name}`)}</strong>{' '}
            {ended === undefined ? (
              <Badge tone={isNow ? 'accent' : 'plain'}>{t(isNow ? 'now' : 'ahead')}</Badge>
            ) : (
              <>
                <Badge tone={ended.state === 'done' ? 'good' : 'warn'}>{t(ended.state)}</Badge>{' '}
                <span className="model-soft">
                  {t('seconds', {
                    n: ended.seconds.toLocaleString(language, { maximumFractionDigits: 1 }),
                  })}
                </span>{' '}
                <Said text={ended.says} />
                {ended.wayOut !== undefined && (
                  <p>
                    <Said text={t('wayOut', { says: ended.wayOut })} />
                  </p>
                )}
                {ended.labelsNeeded !== undefined && (
                  <p>{t('labelsNeeded', { n: ended.labelsNeeded.toLocaleString(language) })}</p>
                )}
              </>
            )}
            {isNow && (
              <p>
                <progress max={1} value={run.progress} aria-label={t(`step_${name}`)} />{' '}
                <Said text={run.doing} />
              </p>
            )}
          </li>
        )
      })}
    </ol>
  )
}
