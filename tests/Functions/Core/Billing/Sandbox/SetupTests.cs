using System.Globalization;
using System.Net;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Understudy.Domain.Billing.Gateway;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Core.Billing.Sandbox;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Sandbox;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>How the sandbox is set up.</summary>
public sealed class SetupTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void The_sandbox_starts_in_development_only(string environment)
    {
        using TempFolder folder = new();
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.Environment.EnvironmentName = environment;
        Should.Throw<InvalidOperationException>(() => builder.AddSandbox(new PaymentOptions(), folder.Path, "/webhooks"))
            .Message.ShouldContain("Development");
    }

    [Theory]
    [InlineData(19)]
    [InlineData(0)]
    [InlineData(2_678_401)]
    public void A_month_is_neither_too_short_nor_longer_than_a_month(int seconds)
    {
        using TempFolder folder = new();
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.Environment.EnvironmentName = "Development";
        PaymentOptions options = new() { SandboxMonthSeconds = seconds };
        Should.Throw<InvalidOperationException>(() => builder.AddSandbox(options, folder.Path, "/webhooks"));
    }

    [Fact]
    public void The_secret_is_made_once_and_for_its_owner_alone()
    {
        using TempFolder folder = new();
        string secret = SandboxSecret.LoadOrCreate(folder.Path);
        secret.Length.ShouldBe("whsec_".Length + 64);
        SandboxSecret.LoadOrCreate(folder.Path).ShouldBe(secret);
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(Directory.GetFiles(folder.Path).Single())
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("2026-01-31", 31, "2026-02-28")]
    [InlineData("2026-02-28", 31, "2026-03-31")]
    [InlineData("2028-01-30", 30, "2028-02-29")]
    [InlineData("2026-04-30", 31, "2026-05-31")]
    [InlineData("2026-12-15", 15, "2027-01-15")]
    public void Months_end_on_the_day_on_which_the_first_began_where_they_have_it(string start, int day, string end) =>
        new SandboxCalendar(month: null).PeriodEnd(Day(start), day).ShouldBe(Day(end));

    [Fact]
    public void A_month_can_be_as_long_as_it_is_said() =>
        new SandboxCalendar(TimeSpan.FromSeconds(60)).PeriodEnd(Day("2026-01-31"), 31)
            .ShouldBe(Day("2026-01-31").AddMinutes(1));

    private static DateTimeOffset Day(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
