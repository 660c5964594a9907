namespace Understudy.Architecture.Tests;

/// <summary>What may be used in some places only.</summary>
public sealed class BoundaryTests
{
    private static readonly string[] _clocks =
    [
        "System.DateTime.get_Now()", "System.DateTime.get_UtcNow()", "System.DateTime.get_Today()",
        "System.DateTimeOffset.get_Now()", "System.DateTimeOffset.get_UtcNow()",
        "System.Threading.Tasks.Task.Delay(TimeSpan)", "System.Threading.Tasks.Task.Delay(TimeSpan, CancellationToken)",
        "System.Threading.Tasks.Task.Delay(Int32)", "System.Threading.Tasks.Task.Delay(Int32, CancellationToken)",
        "System.Threading.Thread.Sleep(Int32)", "System.Threading.Thread.Sleep(TimeSpan)",
        "System.Threading.PeriodicTimer..ctor(TimeSpan)",
    ];

    private static readonly string[] _connections =
    [
        "System.Net.Http.HttpClient", "System.Net.Http.HttpMessageInvoker", "System.Net.Http.SocketsHttpHandler",
        "System.Net.Http.HttpClientHandler", "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient",
        "System.Net.Sockets.NetworkStream", "System.Net.WebRequest", "System.Net.Mail.SmtpClient",
    ];

    private static readonly string[] _world =
        ["System.IO.File", "System.IO.FileStream", "System.IO.Directory", "System.Console", "System.Random", "System.Net"];

    private static IEnumerable<CodeType> Product => Code.Types.Where(type => type.Project != "Bench");

    /// <summary>Where no Functions host has started the app, the program starts the runtime; nothing else knows of it.</summary>
    [Fact]
    public void Only_the_program_knows_of_the_runtime() =>
        Product.Where(type => type.Project != "LocalRuntime" && Names(type, "Understudy.LocalRuntime"))
            .Select(type => type.Type.ToString()).ShouldBe(["Program"]);

    [Fact]
    public void Endpoints_and_orchestrations_know_no_adapter() =>
        Users("Understudy.Infrastructure", "Understudy.MediaEngine")
            .Where(user => new[] { "Core.Accounts", "Core.Jobs", "Core.Webhooks", "Http.Reference", "Products" }
                .Any(folder => user.IsIn($"Understudy.Functions.{folder}")))
            // What puts a folder together chooses its adapters.
            .Where(user => !user.Name.EndsWith("Composition", StringComparison.Ordinal))
            .Select(user => user.ToString()).ShouldBeEmpty();

    [Fact]
    public void Programs_are_started_in_one_place() =>
        Product.Where(type => type.Names.Contains(new TypeName("System.Diagnostics", "Process")))
            .ShouldAllBe(type => type.Type.IsIn("Understudy.MediaEngine.Processes"));

    [Fact]
    public void Databases_belong_to_the_store_of_documents_and_to_the_runtime() =>
        Users("Microsoft.Data.Sqlite", "SQLitePCL").ShouldAllBe(user => user.IsIn("Understudy.Infrastructure.Sqlite")
            || user.IsIn("Understudy.LocalRuntime") || user.IsIn("Understudy.Shared"));

    /// <summary>Nothing that people give may lead a request anywhere but through the guard.</summary>
    [Fact]
    public void The_ways_out_are_few() =>
        Product.Where(type => type.Names.Any(name => _connections.Contains(name.ToString())))
            .Select(type => type.Type.Namespace).Distinct().ShouldBeSubsetOf(
            [
                "Understudy.Infrastructure.Egress", "Understudy.Infrastructure.Webhooks", "Understudy.Infrastructure.Stripe",
                "Understudy.Infrastructure.Mailing", "Understudy.Infrastructure.Google",
                "Understudy.Infrastructure.Firebase", "Understudy.Infrastructure.Tokens", "Understudy.Infrastructure.SoraApi",
                "Understudy.Infrastructure.YouTube",
                // Its SDK is given a client for emulators.
                "Understudy.Infrastructure.Cosmos",
                // The sandbox delivers its events to the app itself.
                "Understudy.Functions.Core.Billing.Sandbox",
            ]);

    /// <summary>Whoever needs the time is given a <see cref="TimeProvider"/>, so that tests may give theirs.</summary>
    [Fact]
    public void Nothing_looks_at_the_clock_by_itself()
    {
        Product.SelectMany(type => type.Calls.Intersect(_clocks).Select(call => $"{type.Type}: {call}")).ShouldBe(
            // It watches other programs, whose time is the machine's.
            ["Understudy.MediaEngine.Processes.ToolWatch: System.Threading.PeriodicTimer..ctor(TimeSpan)"]);
        Product.Where(type => type.Calls.Contains("System.TimeProvider.get_System()")).Select(type => type.Type.Name)
            .ShouldBeSubsetOf(["Composition", "LocalRuntimeBuilderExtensions", "WorkerComposition"]);
    }

    [Fact]
    public void The_domain_reads_no_file_and_draws_nothing_by_chance() =>
        Code.Types.Where(type => type.Project == "Domain")
            .SelectMany(type => type.Names.Where(name => _world.Any(each => name.ToString() == each || name.IsIn(each)))
                .Select(name => $"{type.Type} names {name}")
                .Concat(type.Calls.Where(call => call.StartsWith("System.Guid.New", StringComparison.Ordinal)
                    || call.StartsWith("System.Guid.CreateVersion7", StringComparison.Ordinal)
                    || call.StartsWith("System.Environment.GetEnv", StringComparison.Ordinal)).Select(call => $"{type.Type}: {call}")))
            .ShouldBeEmpty();

    private static IEnumerable<TypeName> Users(params string[] spaces) =>
        Product.Where(type => spaces.Any(space => !type.Type.IsIn(space) && Names(type, space))).Select(type => type.Type);

    private static bool Names(CodeType type, string space) => type.Names.Any(name => name.IsIn(space));
}
