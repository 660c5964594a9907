using System.Diagnostics;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Infrastructure.Tests;

/// <summary>A process of its own that writes to a store until it is killed, and says what was acknowledged.</summary>
internal static class WriterProcess
{
    private const int Writers = 4;

    public static Process Start(string path)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, [typeof(WriterProcess).Assembly.Location, path])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        return Process.Start(start)!;
    }

    public static async Task Main(string[] arguments)
    {
        using SqliteDocumentStore store = new(new SqliteOptions(arguments[0]), TimeProvider.System);
        await store.FindOrCreateAsync("p", "counter", () => new Memo { Id = "counter" });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(store))));
    }

    private static async Task WriteAsync(SqliteDocumentStore store)
    {
        while (true)
        {
            string id = Guid.NewGuid().ToString("n");
            if (await store.CreateAsync(new Memo { Id = id }) is null) throw new InvalidOperationException(id);
            Memo? counter = await store.UpdateAsync<Memo>("p", "counter", memo => memo with { Count = memo.Count + 1 });
            Console.WriteLine($"{id} {counter!.Count}");
        }
    }
}
