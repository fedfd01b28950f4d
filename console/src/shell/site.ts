import { useQuery } from '@tanstack/react-query'

export type Site = { countyName: string; portalUrl: string; fictional: boolean }

const unknown: Site = { countyName: '', portalUrl: '/portal', fictional: false }

/** The county's name and the address of its portal; both are public, so the sign-in page may show them. */
export function useSite(): Site {
  const { data } = useQuery({
    queryKey: ['site'],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async (): Promise<Site> => {
      const response = await fetch('/api/site')
      return response.ok ? { ...unknown, ...((await response.json()) as Partial<Site>) } : unknown
    },
  })
  return data ?? unknown
}

/** The full address of a page of the portal, which lives on a host or port of its own. */
export const portalAddress = (site: Site, path: string): string =>
  /^https?:/.test(path) ? path : `${site.portalUrl.replace(/\/$/, '')}${path}`
