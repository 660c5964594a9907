namespace Understudy.Functions.Http.Idempotency;

/// <summary>This run of the process, as leases name it.</summary>
/// <param name="Id">Another one with every start.</param>
/// <param name="IsAlone">
/// Whether the documents are this process's alone: then whoever else holds a lease on one is a run that has ended.
/// </param>
internal sealed record LeaseHolder(string Id, bool IsAlone);
