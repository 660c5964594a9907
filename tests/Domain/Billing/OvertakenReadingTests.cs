using Understudy.Domain.Tests.Billing.Support;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Billing;

public sealed class OvertakenReadingTests
{
    [Fact]
    public async Task A_reading_that_was_overtaken_on_its_way_to_the_document_is_not_written()
    {
        BillingWorld world = new();
        await world.SignUpAsync();
        string id = await world.SubscribedAsync();
        world.Gateway.Cancel(id, atPeriodEnd: true);

        // Between this reading and its writing, the wish is taken back, which somebody else reads and writes: as far as
        // the document can tell, nothing has happened.
        world.Store.Faults = new Meanwhile(() =>
        {
            world.Store.Faults = null;
            world.Gateway.Cancel(id, atPeriodEnd: false);
            world.Reconcile.HandleAsync(BillingWorld.Ann, id, default).IsCompletedSuccessfully.ShouldBeTrue();
        });
        await world.Reconcile.HandleAsync(BillingWorld.Ann, id, default);

        (await world.SubscriptionAsync())!.CancelAtPeriodEnd.ShouldBeFalse();
    }

    private sealed class Meanwhile(Action happen) : IFaults
    {
        public void BeforeRead()
        {
            // Reading is not disturbed.
        }

        public bool BeforeWrite(string operation)
        {
            happen();
            return false;
        }

        public bool AfterWrite(string operation) => false;
    }
}
