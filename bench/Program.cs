using System.Runtime.InteropServices;
using Understudy.Bench;
using Understudy.Bench.Durable;
using Understudy.Bench.Http;
using Understudy.Bench.Media;

using CancellationTokenSource stopping = new();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}

// The servers that are measured are this program too, each in a process of its own.
if (args is ["serve-bare", var barePort]) return await BareServer.RunAsync(barePort);
if (args is ["serve-function", var functionPort]) return await FunctionServer.RunAsync(functionPort);
if (args is ["serve-durable", var durablePort, var folder]) return await DurableServer.RunAsync(durablePort, folder);

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
if (args is ["render", var model, var height, var output])
    return await RenderCommand.RunAsync(model, height, output, stopping.Token);
if (args is [RecognitionCommand.Command, var recording, var transcript])
    return await RecognitionCommand.RunAsync(recording, transcript, stopping.Token);
return await BenchCommand.RunAsync(args, stopping.Token);
