using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Billing.Support;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Money;

/// <summary>
/// A year or less in the life of one person's money, made up by a seed: checkouts, payments that come at once, late or
/// never, renewals, refunds, disputes, videos that are made, fail or cost less than was held; and at the same time the
/// credits of other products. Events come twice, in any order, late or never; several processes work on the same wallets,
/// and die between any two steps. Every state of every wallet is compared with a model; in the end nothing is lost and
/// nothing was charged twice.
/// </summary>
internal sealed partial class MoneySimulation
{
    private const int Steps = 16;

    private readonly Random _random;
    private readonly ImpatientTime _time = new();
    private readonly Dictionary<WalletId, WalletAudit> _audits = [];
    private readonly InMemoryDocumentStore _store;
    private readonly SimulatedGateway _gateway;
    private readonly SequentialIds _ids = new();
    private readonly SeededScheduler _scheduler;
    private readonly Action<string> _log;

    private readonly Stack<BillingWorld> _idle = [];
    private readonly List<string> _sessions = [];
    private readonly List<GatewayEvent> _underway = [];
    private readonly Dictionary<string, Job> _jobs = [];
    private readonly Dictionary<string, long> _mostTakenBack = [];
    private readonly HashSet<string> _swept = [];
    private int _told;

    private MoneySimulation(int seed, Action<string>? log)
    {
        _random = new Random(seed);
        _log = log ?? (_ => { });
        _store = new InMemoryDocumentStore(_time) { Interleaves = true, Written = Look };
        _gateway = new SimulatedGateway(_time);
        _scheduler = new SeededScheduler(_random);
    }

    /// <summary>Lets a history happen, and checks it.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="log">Is told what happens.</param>
    /// <returns>How many states of the wallet were compared with the model.</returns>
    public static int Run(int seed, Action<string>? log = null)
    {
        MoneySimulation simulation = new(seed, log);
        simulation.Live(seed);
        simulation.ComeToRest();
        simulation.Settled();
        return simulation._audits.Values.Sum(audit => audit.States);
    }

    private void Live(int seed)
    {
        Do(() => InAProcess(world => world.SignUpAsync()));
        _store.Faults = new RandomFaults(seed);
        for (int step = 0; step < Steps; step++)
        {
            if (Chance(3)) Pass();
            for (int happening = _random.Next(3); happening > 0; happening--) Happen();
            Post();
            Do([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Work())]);
        }
    }

    // The storm is over: what is underway arrives, what never came is made up for, what runs comes to its end.
    private void ComeToRest()
    {
        _store.Faults = null;
        Arrive();
        Do([.. _jobs.Keys.Select(Close)]);
        _time.Advance(TimeSpan.FromDays(40));
        Sweep();
        Sweep();
        Arrive();
        Do([.. _jobs.Keys.Select(Close)]);
    }

    // What is told may have its consequences, which are told, too.
    private void Arrive()
    {
        for (Post(); _underway.Count > 0; Post())
        {
            Func<Task>[] all = [.. _underway.Select(Deliver)];
            _underway.Clear();
            Do(all);
        }
    }

    // Hours or weeks pass. The sweeps of billing run hourly, so after any longer time they have run.
    private void Pass()
    {
        TimeSpan time = Chance(2) ? TimeSpan.FromMinutes(_random.Next(1, 300)) : TimeSpan.FromHours(_random.Next(1, 20 * 24));
        Log($"{time.TotalHours:0.0} hours pass");
        _time.Advance(time);
        if (time > TimeSpan.FromHours(1)) Sweep();
    }

    private void Sweep()
    {
        Do(
            () => Persistently("sweep", world => world.Sweep.RunAsync(default)),
            () => Persistently("roll over", world => world.RollOver.SweepAsync(default)),
            () => Persistently("roll over credits", world => world.Films.SweepAsync(default)));
        _swept.UnionWith(_gateway.Subscriptions
            .Where(known => known.Status is GatewaySubscriptionStatus.Active or GatewaySubscriptionStatus.PastDue)
            .Select(known => known.Id));
    }

    // What has happened is told: an event comes once or several times, sooner or later, or never.
    private void Post()
    {
        foreach (GatewayEvent happened in _gateway.Events.Skip(_told).ToArray())
        {
            // What nothing but its event tells is late at worst: the gateway repeats it for days.
            bool isLost = Chance(8) && IsMadeUpFor(happened);
            Log($"{happened.Type} {happened.Id}{(isLost ? " is lost" : "")}");
            if (!isLost) _underway.AddRange(Enumerable.Repeat(happened, _random.Next(1, 4)));
        }

        _told = _gateway.Events.Count;
    }

    private static bool IsMadeUpFor(GatewayEvent happened) =>
        happened.Type.StartsWith("checkout.", StringComparison.Ordinal) ||
        happened.Type.StartsWith("invoice.", StringComparison.Ordinal) ||
        happened.Type.StartsWith("customer.subscription.", StringComparison.Ordinal);

    private Func<Task> Work()
    {
        switch (_random.Next(14))
        {
            case 0:
                Uri page = Chance(2) ? BillingWorld.Success : BillingWorld.Cancel;
                Offer.Monthly plan = _plans[_random.Next(_plans.Length)];
                OpenCheckout wanted = new(BillingWorld.Ann, plan.Product, plan.Sku, 1, page, BillingWorld.Cancel);
                return () => Hesitantly($"subscribe to {plan.Name}", async world =>
                {
                    Result<CheckoutSession> opened = await world.Checkout.HandleAsync(wanted, default);
                    if (opened.Value is { } session && !_sessions.Contains(session.Id)) _sessions.Add(session.Id);
                });
            case 1 when Chance(2):
                return BuyPackage();
            case 1:
                int packs = _random.Next(1, 4);
                return () => Hesitantly("buy minutes", async world => _sessions.Add(await world.OpenPurchaseAsync(packs)));
            case 2 or 3 or 4 or 5 when _underway.Count > 0:
                int next = _random.Next(_underway.Count);
                GatewayEvent happened = _underway[next];
                _underway.RemoveAt(next);
                return Deliver(happened);
            case 6 or 7:
                return Begin();
            case 8 or 9 or 10:
                return Credit();
            case 11 when Chance(2):
                return GiveMoneyBack();
            default:
                return _jobs.Count == 0 ? Begin() : Close(Any(_jobs.Keys.ToArray())!);
        }
    }

    private Func<Task> Deliver(GatewayEvent happened) =>
        () => Persistently($"handle {happened.Type} {happened.Id}", world => world.Handling.HandleAsync(happened, default));

    private Func<Task> Begin()
    {
        string id = $"job{_jobs.Count}";
        WalletId wallet = _wallets[_random.Next(_wallets.Length)];
        Job job = new(wallet, _random.Next(0, 12), Chance(3) ? null : _random.Next(0, 15));
        _jobs.Add(id, job);
        return () => Persistently($"hold {job.Cost} for {id} in {wallet.DocumentId}", async world =>
        {
            if (wallet == _minutes) await world.Minutes.EnsureAsync(BillingWorld.Ann, default);
            if (wallet == _films) await world.Films.EnsureAsync(BillingWorld.Ann, default);
            HoldRequest request = new(id, job.Cost) { Text = $"Video {id}", ReturnedLife = LifeIn(wallet) };
            job.IsHeld |= (await world.Ledger.HoldAsync(wallet, request)).Succeeded;
        });
    }

    // A job ends in the same way however often it is closed. One that is not known to be held by then is cancelled, be it
    // before its hold, after it or at the same time. What was charged may be given back later, in part or whole.
    private Func<Task> Close(string id)
    {
        Job job = _jobs[id];
        if (job is { IsClosed: true, Charged: > 0 } && Chance(2)) return GiveBack(id, job);
        return () => Persistently($"close {id}", async world =>
        {
            job.Charged ??= job is { IsHeld: true, Actual: { } actual } ? Math.Min(actual, job.Cost) : 0;
            if (job is { IsHeld: true, Actual: { } cost } && (cost == 0 || job.Charged > 0))
                await world.Ledger.CaptureAsync(job.Wallet, id, cost);
            else
                await world.Ledger.ReleaseAsync(job.Wallet, id);
            job.IsClosed = true;
        });
    }

    private Func<Task> GiveBack(string id, Job job)
    {
        string refund = $"refund{_random.Next(3)}";
        if (!job.Refunds.TryGetValue(refund, out int units)) job.Refunds.Add(refund, units = _random.Next(1, 12));
        return () => Persistently(
            $"give back {units} of {id}", world => world.Ledger.RefundAsync(job.Wallet, id, refund, units));
    }

    // A pipeline begins again where it was cut off, in a new process.
    private async Task Persistently(string what, Func<BillingWorld, Task> work)
    {
        Log(what);
        while (true)
        {
            try
            {
                await InAProcess(work);
                return;
            }
            catch (Exception crash) when (IsCrash(crash))
            {
                Log($"crash: {what}");
            }
        }
    }

    // Nobody repeats a request for somebody who got no answer.
    private async Task Hesitantly(string what, Func<BillingWorld, Task> work)
    {
        Log(what);
        try
        {
            await InAProcess(work);
        }
        catch (Exception crash) when (IsCrash(crash))
        {
            Log($"crash: {what}");
        }
    }

    private static bool IsCrash(Exception exception) => exception is SimulatedCrashException ||
        (exception is AggregateException several && several.InnerExceptions.All(IsCrash));

    // One that has crashed never comes back.
    private async Task InAProcess(Func<BillingWorld, Task> work)
    {
        if (!_idle.TryPop(out BillingWorld? process)) process = new BillingWorld(_time, _store, _gateway, _ids);
        await work(process);
        _idle.Push(process);
    }

    private void Do(params Func<Task>[] work) => _scheduler.Run(work);

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private string? Any(string[] ids) => ids.Length == 0 ? null : ids[_random.Next(ids.Length)];

    private void Log(string what) => _log($"{_time.Now:MM-dd HH:mm} {what}");

    /// <param name="Wallet">Who pays.</param>
    /// <param name="Cost">What it holds.</param>
    /// <param name="Actual">What it costs in the end; null when it fails.</param>
    private sealed record Job(WalletId Wallet, int Cost, int? Actual)
    {
        public bool IsHeld { get; set; }

        /// <summary>What it is charged; null until it is closed.</summary>
        public int? Charged { get; set; }

        /// <summary>Whether that is done.</summary>
        public bool IsClosed { get; set; }

        /// <summary>What is given back afterwards.</summary>
        public Dictionary<string, int> Refunds { get; } = [];
    }
}
