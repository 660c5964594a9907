using Understudy.Domain.Accounts;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Accounts;

/// <summary>What the sweep of deleted accounts reads: those that something is to be done about, and not all that wait.</summary>
public sealed class ScheduledDeletionsTests
{
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly AccountDeletion _deletion;

    public ScheduledDeletionsTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _deletion = new AccountDeletion(_store, _time);
    }

    [Fact]
    public async Task Accounts_are_read_when_they_are_due_and_in_the_first_hour()
    {
        await CreateAsync("stays");
        await DeleteAsync("oldest");
        _time.Advance(TimeSpan.FromMinutes(1));
        await DeleteAsync("older");
        _time.Advance(AccountDeletion.Grace - TimeSpan.FromHours(2));
        await DeleteAsync("waits");
        _time.Advance(TimeSpan.FromHours(2));
        await DeleteAsync("new");
        _time.Advance(TimeSpan.FromMinutes(1));

        (await IdsAsync(_deletion.DueAsync(default))).ShouldBe(["oldest", "older"]);
        (await IdsAsync(_deletion.DeletedSinceAsync(TimeSpan.FromHours(1), default))).ShouldBe(["new"]);
    }

    private static async Task<string[]> IdsAsync(IAsyncEnumerable<User> users)
    {
        List<string> ids = [];
        await foreach (User user in users) ids.Add(user.Id);
        return [.. ids];
    }

    private async Task DeleteAsync(string id)
    {
        await CreateAsync(id);
        await _deletion.ScheduleAsync(id, default);
    }

    private Task CreateAsync(string id) => _store.CreateAsync(new User
    {
        Id = id,
        Email = $"{id}@example.com",
        Name = id,
        CreatedAt = _time.Now,
        UpdatedAt = _time.Now,
    });
}
