import { Breadcrumb, BreadcrumbItem, Flex, FlexItem, PageSection, Title } from "@patternfly/react-core";
import { type ReactNode, useEffect } from "react";
import { Link } from "react-router";

interface Facts {
  title: string;
  description?: ReactNode;
  /** Beside the title: a state label, for example. */
  labels?: ReactNode;
  actions?: ReactNode;
  /** Where the page lies, outermost first. */
  trail?: { label: string; to: string }[];
  /** Below the title: tabs, for example. */
  children?: ReactNode;
}

/** Title, description and actions of a page; also names the browser's tab. */
export function PageHeader({ title, description, labels, actions, trail, children }: Facts) {
  useEffect(() => {
    document.title = `${title} – Patchbay`;
  }, [title]);
  return (
    <PageSection hasBodyWrapper={false} className="pb-page-header">
      {trail && (
        <Breadcrumb>
          {trail.map((step) => (
            <BreadcrumbItem key={step.to} render={({ className, ariaCurrent }) => <Link to={step.to} className={className} aria-current={ariaCurrent}>{step.label}</Link>} />
          ))}
          <BreadcrumbItem isActive>{title}</BreadcrumbItem>
        </Breadcrumb>
      )}
      <Flex justifyContent={{ default: "justifyContentSpaceBetween" }} alignItems={{ default: "alignItemsFlexStart" }} gap={{ default: "gapMd" }}>
        <FlexItem className="pb-title">
          <Flex gap={{ default: "gapSm" }} alignItems={{ default: "alignItemsCenter" }}>
            <Title headingLevel="h1">{title}</Title>
            {labels}
          </Flex>
          {description !== undefined && <div className="pb-quiet pb-lead">{description}</div>}
        </FlexItem>
        {actions !== undefined && <Flex gap={{ default: "gapSm" }} alignItems={{ default: "alignItemsCenter" }}>{actions}</Flex>}
      </Flex>
      {children}
    </PageSection>
  );
}
