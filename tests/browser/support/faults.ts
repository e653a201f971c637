// A proxy that does to requests what networks do: loses the acknowledgement, cuts the line, delays.
import { type IncomingMessage, type Server, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to one request. `lost` reaches the server, which acts on it; the answer never comes back. */
export type Fault = 'none' | 'cut' | 'lost' | { delayMillis: number };

export class FaultProxy {
  /** Decides for each request. Pages and assets pass unless told otherwise. */
  decide: (method: string, path: string) => Fault = () => 'none';
  /** How many requests met each fault. */
  readonly met = { cut: 0, lost: 0, delayed: 0, passed: 0 };

  private constructor(
    private readonly server: Server,
    private readonly target: () => number,
  ) {}

  static async start(target: () => number): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server, target);
    server.on('request', (incoming, outgoing) => void proxy.pass(incoming, outgoing));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const fault = this.decide(incoming.method ?? 'GET', incoming.url ?? '/');
    if (fault === 'cut') {
      this.met.cut += 1;
      incoming.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    if (typeof fault === 'object') {
      this.met.delayed += 1;
      await new Promise((done) => setTimeout(done, fault.delayMillis));
    }
    const onward = request(
      { host: '127.0.0.1', port: this.target(), method: incoming.method, path: incoming.url, headers: incoming.headers },
      (answer) => {
        if (fault === 'lost') {
          this.met.lost += 1;
          answer.resume().on('end', () => incoming.socket.destroy());
          return;
        }
        this.met.passed += 1;
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => incoming.socket.destroy());
    onward.end(Buffer.concat(chunks));
  }
}
