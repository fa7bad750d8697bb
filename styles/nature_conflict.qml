<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="0" readOnly="0" hasScaleBasedVisibilityFlag="0" minScale="0" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{nature_conflict}">
      <rule key="{conflict}" symbol="0" filter="&quot;kind&quot; = &#x27;conflict&#x27;" label="conflict met een vastgestelde natuurzone"/>
      <rule key="{attention}" symbol="1" filter="&quot;kind&quot; = &#x27;attention&#x27;" label="aandachtspunt in een kandidaat-natuurzone"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="213,94,0,170"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="160,40,0,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.5"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="255,255,255,150"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="213,94,0,255"/>
            <Option name="outline_style" type="QString" value="dash"/>
            <Option name="outline_width" type="QString" value="0.4"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="90"/>
            <Option name="distance" type="QString" value="1.2"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="line_width" type="QString" value="0.2"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@1@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option name="line_color" type="QString" value="213,94,0,255"/>
                <Option name="line_width" type="QString" value="0.2"/>
                <Option name="line_width_unit" type="QString" value="MM"/>
                <Option name="line_style" type="QString" value="solid"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="kind" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="conflict" type="QString" value="conflict"/></Option><Option type="Map"><Option name="aandachtspunt" type="QString" value="attention"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="object" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="pand" type="QString" value="building"/></Option><Option type="Map"><Option name="plan" type="QString" value="plan"/></Option><Option type="Map"><Option name="voorziening" type="QString" value="facility"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="zone_status" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="vastgesteld" type="QString" value="decided"/></Option><Option type="Map"><Option name="kandidaat" type="QString" value="candidate"/></Option></Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="kind" name="Soort"/>
    <alias index="1" field="object" name="Wat er ligt"/>
    <alias index="2" field="which" name="Sleutel daarvan"/>
    <alias index="3" field="which_name" name="Naam daarvan"/>
    <alias index="4" field="zone_id" name="Natuurzone"/>
    <alias index="5" field="zone_status" name="Status van de zone"/>
    <alias index="6" field="overlap_m2" name="Overlap (m²)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="kind" hidden="0" width="-1"/>
      <column type="field" name="object" hidden="0" width="-1"/>
      <column type="field" name="which" hidden="0" width="-1"/>
      <column type="field" name="which_name" hidden="0" width="-1"/>
      <column type="field" name="zone_id" hidden="0" width="-1"/>
      <column type="field" name="zone_status" hidden="0" width="-1"/>
      <column type="field" name="overlap_m2" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Conflict" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="kind" index="0" showLabel="1"/>
      <attributeEditorField name="object" index="1" showLabel="1"/>
      <attributeEditorField name="which" index="2" showLabel="1"/>
      <attributeEditorField name="which_name" index="3" showLabel="1"/>
      <attributeEditorField name="zone_id" index="4" showLabel="1"/>
      <attributeEditorField name="zone_status" index="5" showLabel="1"/>
      <attributeEditorField name="overlap_m2" index="6" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"which"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% CASE WHEN "kind" = 'conflict' THEN 'conflict' WHEN "kind" = 'attention' THEN 'aandachtspunt' ELSE '' END %]: [% CASE WHEN "object" = 'building' THEN 'pand' WHEN "object" = 'plan' THEN 'plan' WHEN "object" = 'facility' THEN 'voorziening' ELSE '' END %] in een natuurzone[% CASE WHEN "kind" = 'attention' THEN ' (kandidaat)' ELSE '' END %]</b><br>
[% CASE WHEN "which_name" <> '' THEN replace(coalesce("which_name",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) || ' ' ELSE '' END %][% replace(coalesce("which",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %], [% format_number("overlap_m2", 0, 'nl') %] m² in zone [% replace(coalesce("zone_id",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</div>]]></mapTip>
</qgis>
