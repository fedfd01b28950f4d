import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'

export type Site = { countyName: string; fictional: boolean; portalUrl: string }

/** The county's name and the address of its portal; both are public, so the sign-in page may show them. */
export function useSite(): Site {
  const { data } = useQuery({
    queryKey: ['site'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET('/api/site')),
  })
  return {
    countyName: data?.countyName ?? '',
    fictional: data?.fictional ?? false,
    // Without a configured address the portal stands beside the office, on its own port of the same machine.
    portalUrl: data?.portalUrl ?? `${location.protocol}//${location.hostname}:${data?.portalPort ?? 8080}`,
  }
}

/** The full address of a page of the portal, which lives on a host or port of its own. */
export const portalAddress = (site: Site, path: string): string =>
  /^https?:/.test(path) ? path : `${site.portalUrl.replace(/\/$/, '')}${path}`
