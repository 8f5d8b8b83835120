import { Clock } from './clock'
import { Store } from './index'
export class Gate {}
