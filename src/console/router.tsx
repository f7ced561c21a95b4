import {
  type AnyRoute,
  type AnyRouter,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import type { FunctionComponent } from 'react'
import { Fault } from './shell/fault.tsx'
import { NotFound } from './shell/not-found.tsx'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Fault })
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })

/** A page, loaded when it is first shown. `name` is what its module exports. */
function page<Name extends string>(
  parent: AnyRoute,
  path: string,
  load: () => Promise<{ readonly [N in Name]: FunctionComponent }>,
  name: Name,
): AnyRoute {
  return createRoute({ getParentRoute: () => parent, path, component: lazyRouteComponent(load, name) })
}

/** Inside of the shell: for people who have signed in. */
const PAGES: readonly AnyRoute[] = [
  page(shell, '/console', () => import('./home/home-page.tsx'), 'HomePage'),
  page(shell, '/console/review', () => import('./review/review-page.tsx'), 'ReviewPage'),
  page(shell, '/console/review/$queue', () => import('./review/review-page.tsx'), 'ReviewPage'),
  page(shell, '/console/jobs/$id', () => import('./review/job-page.tsx'), 'JobPage'),
  page(shell, '/console/protection', () => import('./protection/protection-page.tsx'), 'ProtectionPage'),
  page(shell, '/console/account', () => import('./account/account-page.tsx'), 'AccountPage'),
  page(shell, '/console/jobs', () => import('./jobs/jobs-page.tsx'), 'JobsPage'),
  page(shell, '/console/queues', () => import('./queues/queues-page.tsx'), 'QueuesPage'),
  page(shell, '/console/reports', () => import('./reports/reports-page.tsx'), 'ReportsPage'),
  page(
    shell,
    '/console/enforcements',
    () => import('./enforcements/enforcements-page.tsx'),
    'EnforcementsPage',
  ),
  page(
    shell,
    '/console/enforcements/$id',
    () => import('./enforcements/enforcement-page.tsx'),
    'EnforcementPage',
  ),
  page(shell, '/console/strikes', () => import('./strikes/strikes-page.tsx'), 'StrikesPage'),
  page(shell, '/console/appeals', () => import('./appeals/appeals-page.tsx'), 'AppealsPage'),
  page(shell, '/console/appeals/$id', () => import('./appeals/appeal-page.tsx'), 'AppealPage'),
  page(shell, '/console/statements', () => import('./statements/statements-page.tsx'), 'StatementsPage'),
  page(shell, '/console/statements/$id', () => import('./statements/statement-page.tsx'), 'StatementPage'),
  page(shell, '/console/endpoints', () => import('./endpoints/endpoints-page.tsx'), 'EndpointsPage'),
  page(shell, '/console/endpoints/$id', () => import('./endpoints/endpoint-page.tsx'), 'EndpointPage'),
  page(shell, '/console/deliveries', () => import('./deliveries/deliveries-page.tsx'), 'DeliveriesPage'),
  page(shell, '/console/deliveries/$id', () => import('./deliveries/delivery-page.tsx'), 'DeliveryPage'),
  page(shell, '/console/effects', () => import('./effects/effects-page.tsx'), 'EffectsPage'),
  page(shell, '/console/rules', () => import('./rules/rules-page.tsx'), 'RulesPage'),
  page(shell, '/console/rules/new', () => import('./rules/new-rule-page.tsx'), 'NewRulePage'),
  page(shell, '/console/rules/new/$query', () => import('./rules/new-rule-page.tsx'), 'NewRulePage'),
  page(shell, '/console/rules/$id', () => import('./rules/rule-page.tsx'), 'RulePage'),
  page(shell, '/console/rules/$id/edit', () => import('./rules/edit-rule-page.tsx'), 'EditRulePage'),
  page(shell, '/console/policies', () => import('./policies/policies-page.tsx'), 'PoliciesPage'),
  page(shell, '/console/policies/$id', () => import('./policies/policy-page.tsx'), 'PolicyPage'),
  page(shell, '/console/versions', () => import('./versions/versions-page.tsx'), 'VersionsPage'),
  page(shell, '/console/versions/$number', () => import('./versions/version-page.tsx'), 'VersionPage'),
  page(shell, '/console/golden', () => import('./golden/golden-page.tsx'), 'GoldenPage'),
  page(shell, '/console/quality', () => import('./quality/quality-page.tsx'), 'QualityPage'),
  page(shell, '/console/registry', () => import('./registry/registry-page.tsx'), 'RegistryPage'),
  page(shell, '/console/models', () => import('./models/models-page.tsx'), 'ModelsPage'),
  page(shell, '/console/models/$id', () => import('./models/model-page.tsx'), 'ModelPage'),
  page(shell, '/console/models/$id/gates', () => import('./models/model-gates-page.tsx'), 'ModelGatesPage'),
  page(
    shell,
    '/console/models/$id/evaluation',
    () => import('./models/model-evaluation-page.tsx'),
    'ModelEvaluationPage',
  ),
  page(shell, '/console/models/$id/card', () => import('./models/model-card-page.tsx'), 'ModelCardPage'),
  page(
    shell,
    '/console/models/$id/evidence',
    () => import('./models/model-evidence-page.tsx'),
    'ModelEvidencePage',
  ),
  page(shell, '/console/models/$id/diff', () => import('./models/model-diff-page.tsx'), 'ModelDiffPage'),
  page(shell, '/console/lab', () => import('./lab/lab-page.tsx'), 'LabPage'),
  page(shell, '/console/lab/datasets/$id', () => import('./lab/dataset-page.tsx'), 'DatasetPage'),
  page(shell, '/console/lab/runs/$id', () => import('./lab/run-page.tsx'), 'RunPage'),
  page(shell, '/console/banks', () => import('./banks/banks-page.tsx'), 'BanksPage'),
  page(shell, '/console/banks/$bank', () => import('./banks/bank-page.tsx'), 'BankPage'),
  page(shell, '/console/labels', () => import('./labels/labels-page.tsx'), 'LabelsPage'),
  page(shell, '/console/audit', () => import('./audit/audit-page.tsx'), 'AuditPage'),
  page(shell, '/console/erasures', () => import('./erasures/erasures-page.tsx'), 'ErasuresPage'),
  page(shell, '/console/holds', () => import('./holds/holds-page.tsx'), 'HoldsPage'),
  page(shell, '/console/users', () => import('./users/users-page.tsx'), 'UsersPage'),
  page(shell, '/console/users/$id', () => import('./users/users-page.tsx'), 'UsersPage'),
  page(shell, '/console/keys', () => import('./keys/keys-page.tsx'), 'KeysPage'),
  page(shell, '/console/settings', () => import('./settings/settings-page.tsx'), 'SettingsPage'),
  page(shell, '/console/investigate', () => import('./investigate/investigate-page.tsx'), 'InvestigatePage'),
  page(
    shell,
    '/console/investigate/$query',
    () => import('./investigate/investigate-page.tsx'),
    'InvestigatePage',
  ),
  page(shell, '/console/decisions/$id', () => import('./decisions/decision-page.tsx'), 'DecisionPage'),
  page(shell, '/console/entities/$ref', () => import('./entity/entity-page.tsx'), 'EntityPage'),
]

/** For anyone. */
const OPEN: readonly AnyRoute[] = [
  page(root, '/sign-in', () => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
  page(root, '/welcome', () => import('./sign-in/welcome-page.tsx'), 'WelcomePage'),
]

export function createPages(): AnyRouter {
  const routeTree = root.addChildren([shell.addChildren([...PAGES]), ...OPEN])
  return createRouter({ routeTree, defaultPreload: 'intent', defaultPendingMs: 200 })
}
