using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.People;

namespace Understudy.Functions.Core.Accounts;

/// <summary>Brings the directory of people up to what it was not told, and fills it where accounts are older than it.</summary>
public sealed class KeepDirectory(DirectorySweep sweep)
{
    /// <summary>The sweep; once a minute.</summary>
    [Function("Core-Directory-Keep")]
    public Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);
}
