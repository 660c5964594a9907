using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;
using Understudy.Functions.Core.Billing.Sandbox;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Files;
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

    [Fact]
    public void Guessing_a_password_takes_as_long_as_it_should()
    {
        using TempFolder folder = new();
        using ServiceProvider services = TestApp.Builder(folder.Path).Services.BuildServiceProvider();

        byte[] hash = Convert.FromBase64String(services.GetRequiredService<IPasswordHasher>().Hash("password123"));

        // A mark of the format, which function (2 is HMAC-SHA512), and how often: big-endian.
        hash[0].ShouldBe((byte)1);
        BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)).ShouldBe(2u);
        BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)).ShouldBe(210_000u);
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

    /// <summary>The text of a reference is known to everybody who knows the vault's name, and signs nothing.</summary>
    [Theory]
    [InlineData("StripeSecretKey")]
    [InlineData("StripeWebhookSecrets")]
    public void A_secret_that_could_not_be_read_from_the_vault_is_no_start(string setting)
    {
        Dictionary<string, string?> settings = new()
        {
            ["Payments"] = "stripe",
            ["StripeSecretKey"] = "sk_test_1",
            ["StripeWebhookSecrets"] = "whsec_1",
        };
        settings[setting] = "@Microsoft.KeyVault(VaultName=kv-abc;SecretName=stripe)";
        Refusal(settings).ShouldStartWith($"Understudy:{setting} is a reference to Key Vault that Azure could not follow");
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
    [InlineData("Documents", "paper", "is 'paper'; known here: sqlite, cosmos")]
    [InlineData("RequestsPerMinute", "99999999999", "is '99999999999', which is no whole number")]
    [InlineData("Telemetry", "everything", "is 'everything'; known here: none, console")]
    [InlineData("Media", "tapes", "is 'tapes'; known here: files, blobs")]
    [InlineData("MaxWaitingJobs", "0", "is 0; it is a number of jobs, and 1 the least")]
    [InlineData("JobsAtWorkers", "0", "is 0; it is a number of jobs, and 1 the least")]
    [InlineData("Engines:Default", "queue", "is 'queue', which needs a broker: set ServiceBus to a connection string")]
    [InlineData("Engines:clone:video", "queue", "is 'queue', which needs a broker")]
    [InlineData("StreamsPerAccount", "-1", "is -1; 0 turns it off")]
    [InlineData("SandboxMonthSeconds", "1", "must be from 20 to")]
    [InlineData("Payments", "paypal", "is 'paypal'; known here: sandbox, stripe")]
    [InlineData("IdentityProvider", "us", "is 'us'; known here: local, firebase")]
    [InlineData("KeySecret", "nonsense", "is not base64 of at least 32 bytes")]
    [InlineData("KeySecret", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "is not base64 of at least 32 bytes")]
    [InlineData("PublicUrl", "foo", "is 'foo', which is no URL")]
    [InlineData("PublicUrl", "ftp://example.com", "is 'ftp://example.com/', which is no URL")]
    [InlineData("PublicUrl", "", "is '', which is no URL")]
    [InlineData("WebOrigins", "foo", "has 'foo', which is no origin")]
    [InlineData("DataFolder", " ", "is empty")]
    public void A_setting_that_makes_no_sense_is_no_start(string setting, string value, string told) =>
        Refusal(new() { [setting] = value }).ShouldStartWith($"Understudy:{setting} {told}");

    [Theory]
    [InlineData("", "", "Endpoint and Cosmos:ConnectionString are missing")]
    [InlineData("understudy", "", "Endpoint is 'understudy', which is no https address")]
    [InlineData("", "AccountKey=secret", "ConnectionString is no connection string")]
    [InlineData("https://a.example.com", "AccountEndpoint=https://b.example.com;AccountKey=secret", "ConnectionString and Cosmos:Endpoint")]
    public void Cosmos_without_an_account_is_no_start(string endpoint, string connectionString, string told)
    {
        using TempFolder folder = new();
        string message = Should.Throw<SettingException>(() => TestApp.Builder(
            folder.Path,
            settings: new Dictionary<string, string?> { ["Documents"] = "cosmos" },
            others: new Dictionary<string, string?>
            {
                ["Cosmos:Endpoint"] = endpoint,
                ["Cosmos:ConnectionString"] = connectionString,
            })).Message;
        message.ShouldStartWith($"Cosmos:{told}");
        message.ShouldNotContain("secret");
    }

    [Fact]
    public void Only_a_store_of_its_own_makes_a_process_the_only_holder_of_leases()
    {
        using TempFolder folder = new();
        IsAlone("sqlite").ShouldBeTrue();
        IsAlone("cosmos").ShouldBeFalse();

        bool IsAlone(string documents)
        {
            using IHost app = TestApp.Builder(
                folder.Path,
                settings: new Dictionary<string, string?> { ["Documents"] = documents },
                others: new Dictionary<string, string?> { ["Cosmos:Endpoint"] = "https://a.example.com" }).Build();
            return app.Services.GetRequiredService<LeaseHolder>().IsAlone;
        }
    }

    /// <summary>A Functions host that starts the app anew lets the process before end what it is about.</summary>
    [Theory]
    [InlineData("cosmos", "blobs", true)]
    [InlineData("cosmos", "files", false)]
    [InlineData("sqlite", "blobs", false)]
    public void Only_processes_that_keep_nothing_on_the_machine_run_there_side_by_side(
        string documents, string media, bool sideBySide)
    {
        using TempFolder folder = new();
        using IHost first = Build();
        using IHost second = Build();
        string taken = first.Services.GetRequiredService<DataFolder>().Path;
        if (sideBySide) second.Services.GetRequiredService<DataFolder>().Path.ShouldNotBe(taken);
        else Should.Throw<InvalidOperationException>(() => second.Services.GetRequiredService<DataFolder>())
            .Message.ShouldStartWith("Another host is using the data folder");

        IHost Build()
        {
            Dictionary<string, string?> others = new() { ["Cosmos:Endpoint"] = "https://a.example.com" };
            if (media == "blobs") others["MediaStorage"] = "AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:1/a;";
            return TestApp.Builder(
                folder.Path,
                settings: new Dictionary<string, string?> { ["Documents"] = documents, ["Media"] = media },
                others: others).Build();
        }
    }

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
