using Understudy.LocalRuntime.Discovery;

namespace Understudy.LocalRuntime.Hosting;

/// <summary>Waits for what starts a function, and runs it.</summary>
internal interface IListener
{
    LocalFunctionDefinition Function { get; }

    /// <summary>Listens until told to stop, then lets the invocations that run come to their end.</summary>
    /// <param name="stopping">Signalled when nothing new shall be started; the task then ends as cancelled.</param>
    /// <param name="aborting">Signalled when there is no time left for what still runs.</param>
    Task RunAsync(CancellationToken stopping, CancellationToken aborting);
}
