using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Notifications;
using Understudy.Functions.Core.Billing.Sandbox;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Mailing;
using Understudy.Infrastructure.Stripe;
using Understudy.Tests;

namespace Understudy.Functions.Tests;

/// <summary>How the app is put together.</summary>
public sealed class CompositionTests
{
    [Fact]
    public void The_data_folder_is_for_the_apps_user_alone()
    {
        using TempFolder folder = new();
        string data = Path.Combine(folder.Path, "data");

        TestApp.Builder(data);

        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(data).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("StripeSecretKey", "StripeWebhookSecrets")]
    [InlineData("StripeWebhookSecrets", "StripeSecretKey")]
    public void Stripe_without_its_secrets_is_no_start(string missing, string there)
    {
        string message = Refusal(new() { ["Payments"] = "stripe", [there] = "not to be told", [missing] = " " });
        message.ShouldNotContain("not to be told");
        message.ShouldContain($"Understudy:{missing} is missing");
    }

    [Theory]
    [InlineData("Mail", "pigeon", "Mail is 'pigeon'")]
    [InlineData("SmtpHost", "", "SmtpHost is missing")]
    [InlineData("SmtpPort", "70000", "SmtpPort is no port")]
    [InlineData("SmtpPassword", "", "SmtpUser and SmtpPassword belong together")]
    [InlineData("MailFrom", "", "MailFrom is missing or no address")]
    public void Mail_without_what_it_needs_is_no_start(string setting, string value, string message)
    {
        Dictionary<string, string?> settings = new()
        {
            ["Mail"] = "smtp",
            ["SmtpHost"] = "localhost",
            ["SmtpUser"] = "user",
            ["SmtpPassword"] = "password",
            ["MailFrom"] = "a@example.com",
        };
        settings[setting] = value;
        Refusal(settings).ShouldContain($"Understudy:{message}");
    }

    [Theory]
    [InlineData("FreeDiskReserveBytes", "1GiB", "is '1GiB', which is no whole number")]
    [InlineData("FreeDiskReserveBytes", "1e9", "is '1e9', which is no whole number")]
    [InlineData("FreeDiskReserveBytes", "-1", "is -1")]
    [InlineData("RequestsPerMinute", "99999999999", "is '99999999999', which is no whole number")]
    [InlineData("Telemetry", "everything", "is 'everything'; known here: none, console")]
    [InlineData("Media", "tapes", "is 'tapes'; known here: files, blobs")]
    [InlineData("MaxWaitingJobs", "0", "is 0; it is a number of jobs, and 1 the least")]
    [InlineData("StreamsPerAccount", "-1", "is -1; 0 turns it off")]
    [InlineData("SandboxMonthSeconds", "1", "must be from 20 to")]
    [InlineData("Payments", "paypal", "is 'paypal'; known here: sandbox, stripe")]
    [InlineData("IdentityProvider", "us", "is 'us'; known here: local")]
    [InlineData("PublicUrl", "foo", "is 'foo', which is no URL")]
    [InlineData("PublicUrl", "ftp://example.com", "is 'ftp://example.com/', which is no URL")]
    [InlineData("PublicUrl", "", "is '', which is no URL")]
    [InlineData("WebOrigins", "foo", "has 'foo', which is no origin")]
    [InlineData("DataFolder", " ", "is empty")]
    public void A_setting_that_makes_no_sense_is_no_start(string setting, string value, string told) =>
        Refusal(new() { [setting] = value }).ShouldStartWith($"Understudy:{setting} {told}");

    [Fact]
    public void Media_are_in_no_blobs_without_an_account() =>
        Refusal(new() { ["Media"] = "blobs" }).ShouldStartWith("MediaStorage is no connection string of a storage account");

    [Fact]
    public async Task With_Stripe_there_is_no_sandbox()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync(app =>
        {
            app.Settings["Payments"] = "stripe";
            app.Settings["StripeSecretKey"] = "key";
            app.Settings["StripeWebhookSecrets"] = "one, another";
        });
        own.App.Services.GetRequiredService<IPaymentGateway>().ShouldBeOfType<StripeGateway>();
        own.App.Services.GetServices<IHostedService>().ShouldNotContain(service => service is SandboxClock);
        using HttpClient anonymous = own.App.Anonymous();
        (await anonymous.GetAsync("/sandbox/checkout/cs_1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void Mail_goes_to_files_unless_there_is_a_server_for_it()
    {
        using TempFolder folder = new();
        Dictionary<string, string?> settings = [];
        using (IHost plain = TestApp.Builder(folder.Path, settings: settings).Build())
            plain.Services.GetRequiredService<IMailer>().ShouldBeOfType<FileMailer>();

        settings["Mail"] = "smtp";
        settings["SmtpHost"] = "localhost";
        settings["MailFrom"] = "a@example.com";
        using IHost connected = TestApp.Builder(folder.Path, settings: settings).Build();
        connected.Services.GetRequiredService<IMailer>().ShouldBeOfType<SmtpMailer>();
    }

    private static string Refusal(Dictionary<string, string?> settings)
    {
        using TempFolder folder = new();
        Exception refusal = Should.Throw<Exception>(() => TestApp.Builder(folder.Path, settings: settings));
        string told = StartFailure.Message(refusal).ShouldNotBeNull(refusal.ToString());
        told.ShouldNotContain('\n');
        return told;
    }
}
