using Understudy.Domain.Common;

namespace Understudy.Domain.Tests.Support;

/// <summary>The ids <c>id1</c>, <c>id2</c> …</summary>
internal sealed class SequentialIds : IIdFactory
{
    private int _last;

    public string Next() => $"id{Interlocked.Increment(ref _last)}";
}
