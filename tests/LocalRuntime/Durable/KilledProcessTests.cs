using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Understudy.LocalRuntime.Tests.Durable;

public sealed class KilledProcessTests
{
    private const int Kills = 20;

    // All kills together leave something of the pipeline, however fast it is.
    private const int MostAtOnce = 8;

    [Fact]
    public Task A_pipeline_whose_process_is_killed_again_and_again_completes_and_each_step_is_recorded_once() =>
        Seed.RunAsync(RunAsync);

    private static async Task RunAsync(Random random)
    {
        using CancellationTokenSource deadline = new(Limits.Work);
        string folder = Directory.CreateTempSubdirectory("durable-").FullName;
        string database = Path.Combine(folder, "durable.db");
        string log = Path.Combine(folder, "log");
        HashSet<long> before = [];
        try
        {
            for (int kills = 0; kills < Kills; kills++)
            {
                int logged = Logged(log).Length;
                using Process process = Start(database, log);
                int signs = random.Next(1, MostAtOnce + 1);
                await AllowAsync(process, signs + random.Next(MostAtOnce));
                for (; signs > 0; signs--)
                    (await process.StandardOutput.ReadLineAsync(deadline.Token)).ShouldNotBeNull("the pipeline is too short");
                process.Kill();
                await process.WaitForExitAsync(deadline.Token);

                Logged(log).Skip(logged).Where(before.Contains).ShouldBeEmpty("a completed step ran again");
                before = [.. Recorded(database)];
            }

            using Process last = Start(database, log);
            await AllowAsync(last, CrashPipeline.Steps);
            await last.StandardOutput.ReadToEndAsync(deadline.Token);
            await last.WaitForExitAsync(deadline.Token);

            last.ExitCode.ShouldBe(0);
            Recorded(database).Order().ShouldBe(Enumerable.Range(0, CrashPipeline.Steps).Select(number => (long)number));
            Logged(log).Distinct().Count().ShouldBe(CrashPipeline.Steps);
            Output(database).ShouldBe(Enumerable.Range(0, CrashPipeline.Steps).Sum().ToString(CultureInfo.InvariantCulture));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string database, string log) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
        [typeof(CrashPipeline).Assembly.Location, database, log])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;

    private static Task AllowAsync(Process process, int steps) =>
        process.StandardInput.WriteLineAsync(steps.ToString(CultureInfo.InvariantCulture));

    private static long[] Logged(string log) => File.Exists(log)
        ? [.. File.ReadAllLines(log).Select(line => long.Parse(line, CultureInfo.InvariantCulture))]
        : [];

    /// <summary>The numbers of the steps whose completion is stored, whether or not their orchestration has heard of it.</summary>
    private static List<long> Recorded(string database) => Query(
        database,
        """
        SELECT cast(done.data AS INTEGER) FROM (
            SELECT instance_key, task_id, kind, data FROM history
            UNION ALL SELECT instance_key, task_id, kind, data FROM inbox) done
        JOIN history asked ON asked.instance_key = done.instance_key AND asked.task_id = done.task_id AND asked.kind = 3
        WHERE done.kind = 7
        """,
        row => row.GetInt64(0));

    private static string Output(string database) => Query(
        database, $"SELECT output FROM instances WHERE id = '{CrashPipeline.InstanceId}'", row => row.GetString(0))[0];

    private static List<T> Query<T>(string database, string sql, Func<SqliteDataReader, T> read)
    {
        using SqliteConnection connection = new($"Data Source={database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader row = command.ExecuteReader();
        List<T> all = [];
        while (row.Read())
            all.Add(read(row));
        return all;
    }
}
