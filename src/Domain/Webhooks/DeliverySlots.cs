namespace Understudy.Domain.Webhooks;

/// <summary>
/// How many attempts this process makes at a time: few to one endpoint and for one person, so that whoever answers
/// slowly keeps nobody else waiting.
/// </summary>
public sealed class DeliverySlots
{
    /// <summary>At a time to one endpoint.</summary>
    public const int PerEndpoint = 4;

    /// <summary>At a time to all endpoints of a person.</summary>
    public const int PerPerson = 8;

    /// <summary>At a time in all.</summary>
    public const int InAll = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _taken = [];

    /// <summary>Takes a place until the answer is disposed; null when there is none.</summary>
    public IDisposable? TryTake(string ownerId, string endpointId)
    {
        string[] keys = ["", $"person {ownerId}", $"endpoint {endpointId}"];
        int[] limits = [InAll, PerPerson, PerEndpoint];
        lock (_gate)
        {
            for (int i = 0; i < keys.Length; i++)
                if (_taken.GetValueOrDefault(keys[i]) >= limits[i]) return null;
            foreach (string key in keys) _taken[key] = _taken.GetValueOrDefault(key) + 1;
        }
        return new Place(this, keys);
    }

    private void Return(string[] keys)
    {
        lock (_gate)
        {
            foreach (string key in keys)
                if (--_taken[key] == 0) _taken.Remove(key);
        }
    }

    private sealed class Place(DeliverySlots slots, string[] keys) : IDisposable
    {
        private string[]? _held = keys;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _held, null) is { } mine) slots.Return(mine);
        }
    }
}
