using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Billing.Refunds;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Notifications;
using Understudy.Domain.People;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Domain.Products.VoiceCloning;
using Understudy.Domain.Publishing;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests;

/// <summary>Nothing about people is forgotten, and what reaches them goes one way.</summary>
public sealed class PersonalDataTests
{
    private static readonly Assembly _domain = typeof(Job).Assembly;

    /// <summary>
    /// Every type of documents, and which part of the product exports and erases it; null for what is nobody's.
    /// </summary>
    private static readonly Dictionary<Type, Type?> _keptBy = new()
    {
        // The account's own documents go last, with the erasure itself.
        [typeof(User)] = typeof(AccountData),
        [typeof(Claim)] = typeof(AccountData),
        [typeof(Profile)] = typeof(AccountData),
        [typeof(UserSettings)] = typeof(AccountData),
        [typeof(AvatarUpload)] = typeof(AccountData),
        [typeof(AccountExport)] = typeof(AccountData),
        [typeof(PasswordLogin)] = typeof(SignInData),
        [typeof(Session)] = typeof(SignInData),
        [typeof(ApiKeyBook)] = typeof(SignInData),
        [typeof(OneTimeSecret)] = typeof(SignInData),
        [typeof(SignInAttempts)] = typeof(SignInData),
        [typeof(CloneModel)] = typeof(CloneData),
        [typeof(VideoProject)] = typeof(VideoSystemData),
        [typeof(FilmProject)] = typeof(FilmStudioData),
        [typeof(VoiceProfile)] = typeof(VoiceCloningData),
        [typeof(Job)] = typeof(JobData),
        [typeof(EngineRun)] = typeof(JobData),
        [typeof(ProviderTask)] = typeof(JobData),
        [typeof(Asset)] = typeof(AssetData),
        [typeof(StoredItem)] = typeof(AssetData),
        [typeof(StorageAccount)] = typeof(AssetData),
        [typeof(Wallet)] = typeof(WalletData),
        [typeof(HistoryEntry)] = typeof(WalletData),
        [typeof(Subscription)] = typeof(BillingData),
        [typeof(OrderRecord)] = typeof(BillingData),
        [typeof(Payment)] = typeof(BillingData),
        [typeof(RefundRecord)] = typeof(BillingData),
        [typeof(Customer)] = typeof(BillingData),
        [typeof(ChannelConnection)] = typeof(PublishingData),
        [typeof(ChannelFigures)] = typeof(PublishingData),
        [typeof(Publication)] = typeof(PublishingData),
        [typeof(Playlist)] = typeof(PublishingData),
        [typeof(EndpointBook)] = typeof(WebhookPersonalData),
        [typeof(WebhookDelivery)] = typeof(WebhookPersonalData),
        [typeof(WebhookSecret)] = typeof(WebhookPersonalData),
        // Ids of the payment gateway, for 90 days.
        [typeof(ReceivedEvent)] = null,
        [typeof(DirectoryEntry)] = typeof(DirectoryData),
        // How far changes were followed, not whose.
        [typeof(DirectoryRound)] = null,
        [typeof(LaneMember)] = typeof(JobData),
        [typeof(Lane)] = typeof(JobData),
        // It forgets a wallet that is gone with the next piece that is looked at.
        [typeof(LedgerRound)] = null,
        // How often things were looked at, not by whom.
        [typeof(CountPiece)] = null,
    };

    [Fact]
    public void Every_type_of_documents_is_exported_and_erased_by_some_part_or_is_nobodys() =>
        _domain.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IDocument)) && type is { IsAbstract: false, IsInterface: false })
            .ShouldBe(_keptBy.Keys, ignoreOrder: true);

    [Fact]
    public void Every_part_that_keeps_something_about_people_is_asked_for_it()
    {
        using TempFolder folder = new();
        IServiceCollection services = TestApp.Builder(folder.Path).Services;
        services.AddSingleton<IMailer, Mailbox>();
        using ServiceProvider provider = services.BuildServiceProvider();
        Type[] registered = [.. provider.GetServices<IPersonalData>().Select(area => area.GetType())];
        _domain.GetTypes().Where(type => type.IsAssignableTo(typeof(IPersonalData)) && !type.IsInterface)
            .ShouldBeSubsetOf(registered);
        _keptBy.Values.OfType<Type>().Distinct().ShouldBeSubsetOf(registered);
    }

    [Fact]
    public void Mail_goes_to_people_in_one_way_only() =>
        new[] { _domain, typeof(Composition).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetConstructors()
                .Any(constructor => constructor.GetParameters().Any(p => p.ParameterType == typeof(IMailer))))
            .ShouldBe([typeof(PersonMailer)]);
}
