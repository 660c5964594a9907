namespace Understudy.Functions.Tests.Faults;

/// <summary>One app for all seeds: to start one for each would take longer than all that is tested with it.</summary>
public abstract class FaultyAppFixture(bool hasWorkers) : IAsyncLifetime
{
    private FaultyApp? _faulty;

    internal FaultyApp Faulty => _faulty ?? throw new InvalidOperationException("The app has not been started.");

    public async Task InitializeAsync() => _faulty = await FaultyApp.StartAsync(hasWorkers);

    public async Task DisposeAsync()
    {
        if (_faulty is not null) await _faulty.DisposeAsync();
    }
}

/// <summary>An app whose engine is in it.</summary>
public sealed class AppAlone() : FaultyAppFixture(hasWorkers: false);

/// <summary>An app with workers elsewhere.</summary>
public sealed class AppWithWorkers() : FaultyAppFixture(hasWorkers: true);
