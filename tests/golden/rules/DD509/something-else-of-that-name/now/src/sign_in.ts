export type Provider = 'mail' | 'telephone'
