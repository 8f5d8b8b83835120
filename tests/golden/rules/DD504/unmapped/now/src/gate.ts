import { Clock } from './clock'
export class Gate {}
