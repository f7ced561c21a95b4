import type { QueryClient } from '@tanstack/react-query'
import type { RouteName } from '../../api/contract/routes.ts'

/** Asks anew for all that came from these routes and is shown; resolves when it is there. */
export async function refreshRoutes(queries: QueryClient, routes: readonly RouteName[]): Promise<void> {
  await Promise.all(
    routes.map(async (route) => {
      const filter = { queryKey: [route] }
      // A first answer that is on its way would be taken for the new one, and may know nothing of what was changed.
      await queries.cancelQueries(filter)
      await queries.invalidateQueries(filter)
    }),
  )
}
