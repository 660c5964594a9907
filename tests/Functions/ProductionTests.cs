using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NCrontab;
using Understudy.Functions.Core.Billing.Sandbox;
using Understudy.Functions.Tests.SignIn;
using Understudy.Functions.Tests.Support;
using Understudy.Tests;

namespace Understudy.Functions.Tests;

/// <summary>What is for development only keeps the app from starting anywhere else, in clear words.</summary>
public sealed class ProductionTests
{
    private static readonly Dictionary<string, string?> _firebase = new() { ["Firebase:ProjectId"] = "understudy-test" };

    [Fact]
    public void It_starts_with_firebase_stripe_and_a_secret()
    {
        using TempFolder folder = new();
        TestApp.Builder(folder.Path, "Production", FirebaseApp.Settings(), others: _firebase).Services
            .ShouldNotContain(service => service.ImplementationType == typeof(SandboxClock));
    }

    [Theory]
    [InlineData("IdentityProvider", "local", "is 'local', which believes everybody")]
    [InlineData("IdentityProvider", null, "is 'local', which believes everybody")]
    [InlineData("Payments", "sandbox", "is 'sandbox', which gives everything away for nothing")]
    [InlineData("Payments", null, "is 'sandbox', which gives everything away for nothing")]
    [InlineData("KeySecret", null, "is missing; outside the Development environment")]
    [InlineData("Admins", "ann@example.com", "is for the Development environment only")]
    public void What_is_for_development_is_no_start(string setting, string? value, string told)
    {
        Dictionary<string, string?> settings = FirebaseApp.Settings();
        if (value is null) settings.Remove(setting);
        else settings[setting] = value;
        foreach (string environment in new[] { "Production", "Staging", "development-2" })
            Refusal(environment, settings, _firebase).ShouldStartWith($"Understudy:{setting} {told}");
    }

    [Theory]
    [InlineData("Production", "Firebase:ProjectId", "", "is missing")]
    [InlineData("Production", "Firebase:ProjectId", "../other", "is no id of a project")]
    [InlineData("Production", "Firebase:Credentials", "hidden", "is no service account's key")]
    [InlineData("Production", "Firebase:Credentials", """{"type":"service_account","private_key":"hidden"}""", "is no service account's key")]
    [InlineData("Production", "Firebase:KeysEndpoint", "http://127.0.0.1:9/certs", "is no https address")]
    [InlineData("Production", "Firebase:KeysEndpoint", "http://example.com/certs", "is no https address")]
    [InlineData("Development", "Firebase:KeysEndpoint", "http://example.com/certs", "is no https address")]
    [InlineData("Production", "FIREBASE_AUTH_EMULATOR_HOST", "127.0.0.1:9099", "is set, and nobody signs the emulator's tokens")]
    [InlineData("Staging", "FIREBASE_AUTH_EMULATOR_HOST", "localhost:9099", "is set, and nobody signs the emulator's tokens")]
    [InlineData("Production", "FIREBASE_AUTH_EMULATOR_HOST", "firebase.example.com", "is set, and nobody signs the emulator's tokens")]
    [InlineData("Development", "FIREBASE_AUTH_EMULATOR_HOST", "firebase.example.com", "is no host and port of this machine")]
    [InlineData("Development", "FIREBASE_AUTH_EMULATOR_HOST", "localhost@10.0.0.1:80", "is no host and port of this machine")]
    public void A_setting_of_firebase_that_makes_no_sense_is_no_start(
        string environment, string setting, string value, string told)
    {
        string message = Refusal(
            environment, FirebaseApp.Settings(), new Dictionary<string, string?>(_firebase) { [setting] = value });
        message.ShouldStartWith($"{setting} {told}");
        message.ShouldNotContain("hidden");
    }

    /// <summary>A plan that bills for executions, and scales to none, is not kept awake by anything that looks again and again.</summary>
    [Fact]
    public void No_timer_comes_more_often_than_once_a_minute()
    {
        string[] schedules =
        [
            .. typeof(Composition).Assembly.GetTypes().SelectMany(type => type.GetMethods())
                .SelectMany(method => method.GetParameters())
                .Select(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>()?.Schedule).OfType<string>(),
        ];
        schedules.ShouldNotBeEmpty();
        DateTime from = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (string schedule in schedules)
        {
            DateTime[] times =
            [
                .. CrontabSchedule.Parse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
                    .GetNextOccurrences(from, from.AddDays(2)),
            ];
            times.Zip(times.Skip(1), (one, next) => next - one).Min().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1), schedule);
        }
    }

    /// <summary>Blobs are announced by events: to look through a container for new ones is for one machine.</summary>
    [Fact]
    public void No_function_is_the_sandboxs_clock() =>
        typeof(Composition).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(TimerTriggerAttribute))))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)
            .ShouldAllBe(name => !name.Contains("Sandbox", StringComparison.Ordinal));

    [Fact]
    public async Task Under_the_functions_host_the_sandboxs_clock_stands_still()
    {
        NoTimers time = new();
        await using ServiceProvider hosted = new ServiceCollection().BuildServiceProvider();
        using SandboxClock clock = new(hosted, time, NullLogger<SandboxClock>.Instance);
        await clock.StartedAsync(default);
        await clock.StoppingAsync(default);
        time.Made.ShouldBe(0);
    }

    private static string Refusal(
        string environment, Dictionary<string, string?> settings, Dictionary<string, string?> others)
    {
        using TempFolder folder = new();
        Exception refusal = Should.Throw<Exception>(
            () => TestApp.Builder(folder.Path, environment, settings, others: others));
        return StartFailure.Message(refusal).ShouldNotBeNull(refusal.ToString());
    }

    private sealed class NoTimers : TimeProvider
    {
        public int Made { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Made++;
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
