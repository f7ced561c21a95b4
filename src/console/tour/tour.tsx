import { useLocation, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../kit/button.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { FillWorld } from './fill-world.tsx'
import './tour.css'
import { showTourStep, useTourStep } from './tour-state.ts'
import { STEPS, type StepName, tourSteps } from './tour-steps.ts'
import { useIsEmpty } from './use-is-empty.ts'
import { WORDS } from './words.ts'

/** The two-minute tour: stands above the pages that it leads through, and covers none of them. */
export function Tour(): ReactNode {
  const step = useTourStep()
  return step === undefined ? null : <Shown step={step} />
}

function Shown({ step }: { readonly step: StepName }): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  const navigate = useNavigate()
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname } = useLocation()
  const isEmpty = useIsEmpty(may('read'))
  const steps = tourSteps(may, isEmpty ?? false, step)
  const index = Math.max(0, steps.indexOf(step))
  const name = steps[index]!
  const { path } = STEPS[name]
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each step
  useEffect(() => heading.current?.focus(), [name])
  /** Whoever follows the tour is led; whoever goes their own way meanwhile, or comes by a link, is not. */
  function go(to: StepName | undefined): void {
    showTourStep(to)
    if (to !== undefined) void navigate({ to: STEPS[to].path })
  }
  const isLast = index === steps.length - 1
  return (
    <aside className="tour" aria-label={t('tour')}>
      <p className="tour-soft">{t('stepOf', { n: index + 1, of: steps.length })}</p>
      <h2 ref={heading} tabIndex={-1}>
        {t(`${name}_title`)}
      </h2>
      <p>{t(`${name}_text`)}</p>
      {name === 'fill' && <FillWorld />}
      <div className="tour-acts">
        <Button quiet onPress={() => go(undefined)}>
          {isLast ? t('close') : t('skip')}
        </Button>
        {pathname !== path && <Button onPress={() => go(name)}>{t('goThere')}</Button>}
        {index > 0 && <Button onPress={() => go(steps[index - 1])}>{t('back')}</Button>}
        <Button primary isDisabled={isEmpty === undefined} onPress={() => go(steps[index + 1])}>
          {isLast ? t('done') : t('next')}
        </Button>
      </div>
    </aside>
  )
}
