using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>A test of the sandbox by itself: its events are taken, and nothing comes of them.</summary>
public abstract class SandboxTest : IClassFixture<TestApp>
{
    protected SandboxTest(TestApp app)
    {
        App = app;
        App.Deliveries.Receiver = _ => HttpStatusCode.OK;
    }

    protected TestApp App { get; }
}
