using Understudy.Functions.Http.Limits;

namespace Understudy.Functions.Http.Streaming;

/// <summary>Counts the streams that accounts have open in this process.</summary>
internal sealed class OpenStreams(LimitOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>How many an account may have open at once; 0 is any number.</summary>
    public int Limit { get; } = options.StreamsPerAccount;

    /// <summary>Counts one more, if it may be opened.</summary>
    public bool TryOpen(string accountId)
    {
        lock (_gate)
        {
            int count = _open.GetValueOrDefault(accountId);
            if (Limit > 0 && count >= Limit) return false;
            _open[accountId] = count + 1;
            return true;
        }
    }

    /// <summary>One that was opened has ended.</summary>
    public void Close(string accountId)
    {
        lock (_gate)
        {
            if (--_open[accountId] == 0) _open.Remove(accountId);
        }
    }
}
