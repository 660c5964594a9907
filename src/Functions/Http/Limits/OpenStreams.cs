namespace Understudy.Functions.Http.Limits;

/// <summary>Counts the streams that accounts have open in this process.</summary>
internal sealed class OpenStreams(UnderstudyOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> open = new(StringComparer.Ordinal);

    /// <summary>How many an account may have open at once; 0 is any number.</summary>
    public int Limit { get; } = options.StreamsPerAccount;

    /// <summary>Counts one more, if it may be opened.</summary>
    public bool TryOpen(string accountId)
    {
        lock (gate)
        {
            int count = open.GetValueOrDefault(accountId);
            if (Limit > 0 && count >= Limit) return false;
            open[accountId] = count + 1;
            return true;
        }
    }

    /// <summary>One that was opened has ended.</summary>
    public void Close(string accountId)
    {
        lock (gate)
        {
            if (--open[accountId] == 0) open.Remove(accountId);
        }
    }
}
