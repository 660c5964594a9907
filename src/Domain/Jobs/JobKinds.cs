using System.Diagnostics.CodeAnalysis;

namespace Understudy.Domain.Jobs;

/// <summary>All kinds of jobs that there are.</summary>
public sealed class JobKinds
{
    private readonly Dictionary<(string Product, string Name), IJobKind> _kinds;

    /// <summary>Knows these kinds.</summary>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    public JobKinds(IEnumerable<IJobKind> kinds)
    {
        _kinds = kinds.ToDictionary(kind => (kind.Product, kind.Name));
        // Jobs that name no product are found by their kind's name alone.
        foreach (IJobKind kind in _kinds.Values.Where(kind => kind.OwnsUnnamed).ToArray()) _kinds.Add(("", kind.Name), kind);
    }

    /// <summary>All of them.</summary>
    public IEnumerable<IJobKind> All => _kinds.Values.Distinct();

    /// <summary>Finds a kind by its product and name.</summary>
    public bool TryGet(string product, string name, [NotNullWhen(true)] out IJobKind? kind) =>
        _kinds.TryGetValue((product, name), out kind);

    /// <summary>The kind of a job.</summary>
    /// <exception cref="InvalidOperationException">It is not known here.</exception>
    public IJobKind Of(Job job) => Of(job.Product, job.Kind);

    /// <summary>The kind of a job.</summary>
    /// <exception cref="InvalidOperationException">It is not known here.</exception>
    public IJobKind Of(JobReference job) => Of(job.Product, job.Kind);

    /// <summary>Names a job, with what is needed to clear up after it.</summary>
    public JobReference ReferenceOf(Job job)
    {
        IJobKind kind = Of(job);
        return new JobReference(job.OwnerId, job.Id, kind.Product, kind.Name, kind.WalletOf(job));
    }

    private IJobKind Of(string product, string name) => TryGet(product, name, out IJobKind? kind)
        ? kind
        : throw new InvalidOperationException($"There is no kind of job '{name}' of the product '{product}'.");
}
