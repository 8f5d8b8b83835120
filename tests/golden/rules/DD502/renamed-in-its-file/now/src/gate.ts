export class GateKeepers {
  open(): void {}
}
