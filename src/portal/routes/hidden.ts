/** Page routes are for people and stay out of the OpenAPI document. */
export const hidden = { schema: { hide: true } } as const
