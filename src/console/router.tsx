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
  page(shell, '/console/users', () => import('./users/users-page.tsx'), 'UsersPage'),
  page(shell, '/console/users/$id', () => import('./users/users-page.tsx'), 'UsersPage'),
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
